import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const OLD = 'https://goo.gl/fbAQLP';
const NEW = 'https://jestjs.io/docs/snapshot-testing';

/** Copies what snapshots there are of `specs`, so that this jest takes them for its own. */
export function copySnapshots(specs: readonly string[], checkout: string, to: string): void {
  for (const spec of specs) {
    const from = join(checkout, dirname(spec), '__snapshots__', `${basename(spec)}.snap`);
    if (!existsSync(from)) continue;
    const copy = join(to, `${spec}.snap`);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, readFileSync(from, 'utf8').replace(OLD, NEW));
  }
}
