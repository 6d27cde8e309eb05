import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './compare';
import { contestants } from './contestants';
import { situations } from './situations';

const FILE = join(__dirname, 'results.json');

/** What runs have found, as it is kept beside the code. */
export interface Record {
  /** Those that were tried. */
  readonly clients: readonly { readonly name: string; readonly version: string }[];
  /** Of all runs, in the order of the situations. */
  readonly results: readonly Result[];
}

export const recordOf = (results: readonly Result[]): Record => ({
  clients: contestants.map(({ name, version }) => ({ name, version })),
  results: situations.flatMap(({ name }) => results.filter(({ situation }) => situation === name)),
});

export const kept = (): Record => JSON.parse(readFileSync(FILE, 'utf8')) as Record;

/** Replaces what is kept of the situations that were run. */
export function keep(results: readonly Result[]): void {
  const replaced = new Set(results.map(({ situation }) => situation));
  const record = recordOf([...kept().results.filter(({ situation }) => !replaced.has(situation)), ...results]);
  // A line a result, so that a diff shows what has changed.
  const lists = Object.entries(record).map(
    ([name, list]: [string, readonly object[]]) =>
      `  "${name}": [\n${list.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]`,
  );
  writeFileSync(FILE, `{\n${lists.join(',\n')}\n}\n`);
}
