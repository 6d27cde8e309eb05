import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package';

/** Text of a file that goes into a ConfigMap; its lines end as bash and Java on Linux read them, however they were checked out. */
export const file = (name: string): string =>
  readFileSync(join(packageRoot, 'lib/kubernetes/files', name), 'utf8').replaceAll('\r\n', '\n');

/** Several, as a ConfigMap has them: by their names. */
export const files = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, file(name)]));
