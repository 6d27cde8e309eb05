import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import options from '../.prettierrc.json';
import { kept } from '../comparison/record';
import { tableOf } from '../comparison/table';
import { changesTable } from './changes-table';
import { kafkajsTable } from './kafkajs-table';

// Writes the tables of docs that are made from data, each between its two marks; with --check only says whether they are current,
// by the exit code.

type Table = readonly (readonly string[])[];

const TABLES: Readonly<Record<string, readonly [mark: string, table: Table]>> = {
  'docs/changes.md': ['fields', changesTable],
  'docs/clients.md': ['comparison', tableOf(kept())],
  'docs/kafkajs.md': ['contract', kafkajsTable],
};

function markdown([headings, ...rows]: Table): string {
  const cells = (row: readonly string[]): string => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [headings!, headings!.map(() => '---'), ...rows].map(cells).join('\n');
}

async function isCurrent(file: string, mark: string, table: Table): Promise<boolean> {
  const path = join(__dirname, '..', file);
  const page = readFileSync(path, 'utf8');
  const between = new RegExp(`(?<=<!-- ${mark} .*-->\\n)[^]*(?=<!-- end of ${mark} -->)`);
  const text = page.replace(between, () => `\n${markdown(table)}\n\n`);
  const current = await format(text, { ...(options as object), parser: 'markdown' });
  if (!process.argv.includes('--check')) writeFileSync(path, current);
  return current === page;
}

async function main(): Promise<void> {
  const current = await Promise.all(
    Object.entries(TABLES).map(([file, [mark, table]]) => isCurrent(file, mark, table)),
  );
  if (process.argv.includes('--check') && current.includes(false)) process.exitCode = 1;
}

void main();
