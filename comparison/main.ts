import { inspect } from 'node:util';
import { integer, runProgram, table, timeSpan, boolean, type Run } from '../lib/cli-kit';
import { choose } from '../test/support/choose';
import { compare, type Result } from './compare';
import { contestants } from './contestants';
import { keep, recordOf } from './record';
import { situations } from './situations';
import { tableOf } from './table';

const settings = {
  times: integer({ flag: ['times'], metavar: 'N', min: 1, default: 1, help: 'how often each situation is run' }),
  save: boolean({
    flag: ['save'],
    help: 'keep what is found for the table of docs/clients.md, which npm run docs writes',
  }),
};

async function main({ values, positionals, signal, note }: Run<typeof settings>): Promise<number> {
  const chosen = choose('situation', Object.fromEntries(situations.map((one) => [one.name, one])), positionals);
  note('making the clients ready …');
  const clients = await Promise.all(contestants.map(async ({ name, provide }) => ({ name, command: await provide() })));
  const startedAt = performance.now();
  const results: Result[] = [];
  let broken = 0;
  for (const [name, situation] of chosen) {
    for (let time = 1; time <= values.times && !signal.aborted; time++) {
      note(`${name} (${time} of ${values.times}): ${situation.what}`);
      try {
        const found = await compare(situation, clients);
        for (const { client, isGood, text } of found) note(`  ${isGood ? 'yes' : 'NO '} ${client}: ${text}`);
        results.push(...found);
      } catch (error) {
        broken++;
        note(`  BROKEN: ${inspect(error)}`);
      }
    }
    if (values.save) keep(results.filter((result) => result.situation === name));
  }
  const [headings, ...rows] = tableOf(recordOf(results));
  process.stdout.write(`${table(headings!, rows)}\n\n${timeSpan(performance.now() - startedAt)}\n`);
  return broken === 0 ? 0 : 1;
}

void runProgram({
  verb: 'compare',
  operands: '[SITUATION…]',
  summary: 'Puts these clients and others into situations that users of others met, and prints what became of each.',
  examples: ['', 'log-truncated bit-flipped', '--times 3 --save'],
  settings,
  main,
});
