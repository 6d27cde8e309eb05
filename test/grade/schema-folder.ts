import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitions } from '../schema/kubernetes-1.34.json';
import { cache } from './tools';

interface Kind {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
}

/** The schema of Kubernetes 1.34 as kubeconform wants it, one file a kind. */
export function schemaFolder(): string {
  const folder = join(cache, 'kubernetes-1.34');
  mkdirSync(folder, { recursive: true });
  for (const [name, definition] of Object.entries(definitions)) {
    const kinds = (definition as { 'x-kubernetes-group-version-kind'?: Kind[] })['x-kubernetes-group-version-kind'];
    if (kinds?.length !== 1) continue;
    const { group, kind, version } = kinds[0]!;
    const file = [kind, ...(group === '' ? [] : [group.split('.')[0]!]), version].join('-').toLowerCase();
    writeFileSync(join(folder, `${file}.json`), JSON.stringify({ $ref: `#/definitions/${name}`, definitions }));
  }
  return folder;
}
