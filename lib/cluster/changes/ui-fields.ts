import { applied, nothing, rolled } from './effect';
import { optional, type Field } from './field';
import type { FieldPath } from './field-path';

const UI = ['Kafka UI'] as const;

/** Which Kafka UI there is, and what is described of the console. */
export const uiFields = {
  ui: {
    value: ({ ui }) => (ui === 'kafka-ui' ? undefined : ui),
    isLeftOut: true,
    direction: (_, after) => (after === 'none' ? 'none' : undefined),
    rows: [
      {
        when: 'none',
        kubernetes: applied(
          'by kubectl apply; the one that is no longer described stays until it is deleted by hand (`kubectl delete deployment,service,networkpolicy,serviceaccount -l app.kubernetes.io/component=kafka-ui`)',
        ),
        local: nothing,
      },
      { kubernetes: rolled(UI), local: nothing },
    ],
  },
  'console.readOnly': optional(rolled(UI), nothing),
  'console.hosts': optional(rolled(UI), nothing),
  'console.password.secret': optional(rolled(UI), nothing),
  'console.password.key': optional(rolled(UI), nothing),
} satisfies Partial<Readonly<Record<FieldPath, Field>>>;
