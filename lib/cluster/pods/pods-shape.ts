import { fields, type Leaf, type Shape } from '../shapes';
import type { PodDescription, PodsDescription } from './description';
import { kubernetesTypes } from './kubernetes-types';
import { isQuantity } from './syntax';

const text: Leaf = { noun: 'text', check: (value) => typeof value === 'string' };
const integer: Leaf = { noun: 'a whole number', check: Number.isInteger };
const textOrInteger: Leaf = {
  noun: 'text or a whole number',
  check: (value) => text.check(value) || integer.check(value),
};

const VALUES: Readonly<Record<string, Leaf>> = {
  string: text,
  integer,
  boolean: { noun: 'true or false', check: (value) => typeof value === 'boolean' },
  Quantity: {
    noun: 'a quantity such as "500m" or "64Mi"',
    check: (value) => (typeof value === 'string' || typeof value === 'number') && isQuantity(String(value)),
  },
  IntOrString: textOrInteger,
};

/** Of a type of Kubernetes' API, by the name that `kubernetesTypes` has for it. */
export function shapeOfType(type: string): Shape {
  if (type.startsWith('!')) return shapeOfType(type.slice(1));
  if (type.endsWith('[]')) return { list: shapeOfType(type.slice(0, -2)) };
  if (type.startsWith('{')) return { each: shapeOfType(type.slice(1, -1)) };
  if (type.includes('|')) return oneOf(...type.split('|'));
  if (Object.hasOwn(VALUES, type)) return VALUES[type]!;
  const described = Object.entries(
    (kubernetesTypes as Readonly<Record<string, Readonly<Record<string, string>>>>)[type]!,
  );
  return {
    fields: Object.fromEntries(described.map(([field, inner]) => [field, shapeOfType(inner)])),
    required: described.flatMap(([field, inner]) => (inner.startsWith('!') ? [field] : [])),
  };
}

const oneOf = (...words: string[]): Leaf => ({
  noun: `one of ${words.map((word) => `"${word}"`).join(', ')}`,
  check: (value) => words.includes(value as string),
});

const texts: Shape = { each: text };

const variable: Shape = {
  noun: 'text, or where to take it from, such as { secretKeyRef: { name: "…", key: "…" } }',
  either: (value) => (typeof value === 'object' ? shapeOfType('EnvVarSource') : text),
};

const pod = fields<PodDescription>({
  nodeSelector: texts,
  tolerations: shapeOfType('Toleration[]'),
  affinity: shapeOfType('Affinity'),
  priorityClassName: text,
  annotations: texts,
  labels: texts,
  env: { each: variable },
  volumes: shapeOfType('Volume[]'),
  volumeMounts: shapeOfType('VolumeMount[]'),
  initContainers: shapeOfType('Container[]'),
  sidecars: shapeOfType('Container[]'),
  imagePullSecrets: { list: text },
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  terminationGracePeriodSeconds: integer,
});

export const podsShape: Shape = fields<PodsDescription>({
  all: pod,
  broker: pod,
  zookeeper: pod,
  controller: pod,
  ui: pod,
  jobs: pod,
});
