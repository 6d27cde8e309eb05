import { randomInt } from 'node:crypto';
import { grouped, integer, runProgram, timeSpan, boolean, type Run } from '../lib/cli-kit';
import { choose } from '../test/support/choose';
import type { Fault } from './fault';
import { faults } from './cases';
import { LONG, SHORT } from './profile';
import type { Result } from './result';
import { runs } from './runs';
import { resultTable } from './table';

const settings = {
  times: integer({ flag: ['times'], metavar: 'N', min: 1, default: 5, help: 'how often each fault is run' }),
  short: boolean({ flag: ['short'], help: 'fewer messages, fewer rounds, ZooKeeper sessions of 3 s instead of 6 s' }),
  messages: integer({
    flag: ['num', 'n'],
    metavar: 'N',
    min: 5000,
    default: undefined,
    help: `messages of a run, at least; by default ${grouped(LONG.messages)}, or ${grouped(SHORT.messages)} if short`,
  }),
  rounds: integer({
    flag: ['rounds'],
    metavar: 'N',
    min: 1,
    default: undefined,
    help: `rounds of the faults that come in rounds; by default ${LONG.rounds}, or ${SHORT.rounds} if short`,
  }),
  minutes: integer({
    flag: ['minutes'],
    metavar: 'N',
    min: 1,
    default: undefined,
    help: `how long random-mix goes on; by default ${LONG.mixMs / 60_000}, or ${SHORT.mixMs / 60_000} if short`,
  }),
  seed: integer({
    flag: ['seed'],
    metavar: 'N',
    min: 0,
    max: 2 ** 32 - 1,
    default: undefined,
    help: 'of random-mix, to do again what it did; by default another one for each run',
  }),
  json: boolean({ flag: ['json'], help: 'print each run as a line of JSON instead of the table' }),
};

async function main({ values, positionals, signal, note }: Run<typeof settings>): Promise<number> {
  const byName = Object.fromEntries(faults.map((fault) => [fault.name, fault]));
  const chosen = choose('fault', byName, positionals).map(([, fault]) => fault);
  const { sessionTimeoutMs, ...usual } = values.short ? SHORT : LONG;
  const { times, json, messages = usual.messages, rounds = usual.rounds } = values;
  const mixMs = values.minutes === undefined ? usual.mixMs : values.minutes * 60_000;
  const order = ({ name }: Fault) => {
    const seed = values.seed ?? randomInt(2 ** 32);
    return { name, size: { ...usual, messages, rounds, mixMs, seed }, sessionTimeoutMs };
  };
  const startedAt = performance.now();
  const results: Result[] = [];
  for await (const result of runs(chosen, { times, order, signal, note })) {
    results.push(result);
    note(outcomeText(result));
    if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
  }
  const took = timeSpan(performance.now() - startedAt);
  const load = `under a load of ${grouped(messages)} messages and more to 6 partitions of 3 replicas, acks=all`;
  if (!json) process.stdout.write(`${resultTable(results)}\n\n${took}, ${load}\n`);
  return exitCodeOf(results);
}

function outcomeText(result: Result): string {
  if ('obstacle' in result) return `${result.name} is NOT RUN: ${result.obstacle}`;
  if ('error' in result) return `  BROKEN: ${result.error}`;
  const { faults, report, hit } = result;
  return [`${faults.length === 0 ? 'passed' : 'FAILED'}, ${grouped(report.acked)} acked; ${hit}`, ...faults]
    .map((line) => `  ${line}`)
    .join('\n');
}

/** What could not be run has not passed. */
function exitCodeOf(results: readonly Result[]): number {
  if (results.some((result) => 'error' in result || ('report' in result && result.faults.length > 0))) return 5;
  return results.some((result) => 'obstacle' in result) ? 2 : 0;
}

void runProgram({
  verb: 'faults',
  operands: '[NAME…]',
  summary: 'Does to real local clusters what can go wrong, under load, and audits every message.',
  examples: ['', 'leader-killed leader-frozen --times 2', '--short'],
  settings,
  main,
});
