import type { Kubectl } from './kubectl';

export interface Applied {
  readonly kind: string;
  readonly name: string;
  readonly action: 'created' | 'changed' | 'unchanged';
}

interface Live {
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string };
  readonly status?: unknown;
}

/**
 * Applies the manifests of a folder, and tells what that changed. kubectl's own words do not: it calls a StatefulSet and a
 * PodDisruptionBudget "configured" each time, since it sends defaulted lists and selectors anew.
 */
export async function apply(kubectl: Kubectl, dist: string): Promise<readonly Applied[]> {
  const files = ['--filename', dist];
  const before = new Map((await objectsOf(kubectl, files)).map((object) => [keyOf(object), contentOf(object)]));
  await kubectl('apply', '--validate=strict', ...files);
  return (await objectsOf(kubectl, files)).map((object) => {
    const former = before.get(keyOf(object));
    const action = former === undefined ? 'created' : former === contentOf(object) ? 'unchanged' : 'changed';
    return { kind: object.kind, name: object.metadata.name, action };
  });
}

async function objectsOf(kubectl: Kubectl, files: readonly string[]): Promise<readonly Live[]> {
  const { stdout } = await kubectl('get', '--ignore-not-found', '--output', 'json', ...files);
  if (stdout === '') return [];
  const found = JSON.parse(stdout) as Live | { readonly items: readonly Live[] };
  return 'items' in found ? found.items : [found];
}

const keyOf = ({ kind, metadata }: Live): string => `${kind}/${metadata.name}`;

/** Without what controllers write. */
const contentOf = (object: Live): string =>
  JSON.stringify({ ...object, status: undefined, metadata: { ...object.metadata, resourceVersion: undefined } });

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
