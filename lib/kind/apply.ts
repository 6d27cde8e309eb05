import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getObjects, type Files, type LiveObject } from './checks';
import type { Kubectl } from './kubectl';

export interface Applied {
  readonly kind: string;
  readonly name: string;
  readonly action: 'created' | 'changed' | 'unchanged';
}

export const filesOf = (dist: string): Files => ({
  flags: ['--filename', dist],
  createsNamespace: readdirSync(dist)
    .filter((name) => name.endsWith('.yaml'))
    .some((name) => /^kind: Namespace$/m.test(readFileSync(join(dist, name), 'utf8'))),
});

/**
 * Applies manifests, or those that `selector` leaves, and tells what that changed of what was there `before`. kubectl's own words
 * do not: it calls a StatefulSet and a PodDisruptionBudget "configured" each time, since it sends defaulted lists and selectors anew.
 */
export async function apply(
  kubectl: Kubectl,
  { flags }: Files,
  before: readonly LiveObject[],
  ...selector: readonly string[]
): Promise<readonly Applied[]> {
  await kubectl('apply', '--validate=strict', ...flags, ...selector);
  return changesOf(before, await getObjects(kubectl, ...flags));
}

/** What became of what was there `before`. */
export function changesOf(before: readonly LiveObject[], after: readonly LiveObject[]): readonly Applied[] {
  const former = new Map(before.map((object) => [keyOf(object), contentOf(object)]));
  return after.map((object) => {
    const content = former.get(keyOf(object));
    const action = content === undefined ? 'created' : content === contentOf(object) ? 'unchanged' : 'changed';
    return { kind: object.kind, name: object.metadata.name, action };
  });
}

const keyOf = ({ kind, metadata }: LiveObject): string => `${kind}/${metadata.name}`;

/** Without what controllers write. A Job is called by a hash of its content, and is made anew each time. */
const contentOf = (object: LiveObject): string =>
  object.kind === 'Job'
    ? object.metadata.name
    : JSON.stringify({ ...object, status: undefined, metadata: { ...object.metadata, resourceVersion: undefined } });

/** `3 created, 1 changed (ConfigMap broker), 20 unchanged` */
export function summary(applied: readonly Applied[]): string {
  const actions = ['created', 'changed', 'unchanged'] as const;
  return actions
    .map((action) => ({ action, objects: applied.filter((one) => one.action === action) }))
    .filter(({ objects }) => objects.length > 0)
    .map(({ action, objects }) => `${objects.length} ${action}${action === 'changed' ? ` (${names(objects)})` : ''}`)
    .join(', ');
}

const names = (objects: readonly Applied[]): string => objects.map(({ kind, name }) => `${kind} ${name}`).join(', ');
