import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import options from '../.prettierrc.json';
import type { Effect } from '../lib/cluster';
import { fields } from '../lib/cluster/changes/fields';

// Writes the table of docs/changes.md, between its two marks; with --check only says whether it is current, by the exit code.

const PAGE = join(__dirname, '../docs/changes.md');
const BETWEEN_MARKS = /(?<=<!-- fields .*-->\n)[^]*(?=<!-- end of fields -->)/;

const list = (parts: readonly string[]): string => parts.join(' and ').replace(/ and (?=.* and )/g, ', ');
const also = (text: string | undefined): string => (text === undefined ? '' : `; ${text}`);

function words(effect: Effect): string {
  switch (effect.does) {
    case 'nothing':
      return 'no effect';
    case 'applied':
      return `at once, ${effect.how}`;
    case 'rolled':
      return `replaces the pods of ${list(effect.parts)}, one at a time${also(effect.also)}`;
    case 'restarted':
      return `from the next start of ${list(effect.parts)} on (\`npm run down && npm run up\`)${also(effect.also)}`;
    case 'elsewhere':
      return `another cluster: ${effect.where}; the first one stays`;
    case 'refused':
      return `**refused**${effect.unless === undefined ? '' : ` unless ${effect.unless}`}: ${effect.instead}`;
  }
}

const rows = Object.entries(fields).flatMap(([path, { rows }]) =>
  rows.map(({ when, from, kubernetes, local }) => [
    `\`${path}\`${when === undefined ? '' : `, ${when}`}${from === undefined ? '' : ` than ${from}`}`,
    words(kubernetes),
    words(local),
  ]),
);
const table = [['field', 'on Kubernetes', 'on this machine'], ['---', '---', '---'], ...rows]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');

async function main(): Promise<void> {
  const page = readFileSync(PAGE, 'utf8');
  const current = await format(page.replace(BETWEEN_MARKS, `\n${table}\n\n`), {
    ...(options as object),
    parser: 'markdown',
  });
  if (!process.argv.includes('--check')) writeFileSync(PAGE, current);
  else if (current !== page) process.exitCode = 1;
}

void main();
