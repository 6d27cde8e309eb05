import { consoleWithTopics } from './console';
import { local } from './local';
import type { Row } from './measure';
import { messages } from './messages';
import { printRows } from './print-rows';
import { starting } from './starting';
import { synth } from './synth';

const suites: Readonly<Record<string, () => Promise<Row[]>>> = {
  synth,
  local,
  messages,
  starting,
  console: consoleWithTopics,
};

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !Object.hasOwn(suites, name));
  if (unknown.length > 0) {
    process.stderr.write(`no benchmark ${unknown.join(', ')}: use ${Object.keys(suites).join(', ')}\n`);
    process.exit(2);
  }
  const rows: Row[] = [];
  for (const [name, suite] of Object.entries(suites)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stderr.write(`measuring ${name} …\n`);
    rows.push(...(await suite()));
  }
  printRows(rows);
}

void main();
