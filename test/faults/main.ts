import { randomInt } from 'node:crypto';
import { grouped, integer, runProgram, toggle, UsageError, type Run } from '../../lib/program';
import { Clusters } from './clusters';
import type { Fault } from './fault';
import { faults } from './faults';
import { runFault, type Broken, type Result, type Size } from './run-fault';
import { resultTable } from './table';

const LONG = { messages: 200_000, rate: 8000, rounds: 5 };
const SHORT = { messages: 20_000, rate: 4000, rounds: 1 };

const settings = {
  times: integer({ flag: ['times'], metavar: 'N', min: 1, default: 5, help: 'how often each fault is run' }),
  short: toggle({ flag: ['short'], help: 'fewer messages, fewer rounds, ZooKeeper sessions of 3 s instead of 6 s' }),
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
  seed: integer({
    flag: ['seed'],
    metavar: 'N',
    min: 0,
    max: 2 ** 32 - 1,
    default: undefined,
    help: 'of random-mix, to do again what it did; by default another one for each run',
  }),
  json: toggle({ flag: ['json'], help: 'print the results as JSON, one line a run' }),
};

async function main({ values, positionals, signal, note }: Run<typeof settings>): Promise<number> {
  const chosen = choose(positionals);
  const usual = values.short ? SHORT : LONG;
  const { messages = usual.messages, rounds = usual.rounds } = values;
  const size = () => ({ ...usual, messages, rounds, seed: values.seed ?? randomInt(2 ** 32) });
  const sessionTimeoutMs = values.short ? 3000 : 6000;
  const clusters = new Clusters({ tickTimeMs: sessionTimeoutMs / 3, sessionTimeoutMs });
  const results: (Result | Broken)[] = [];
  try {
    for (const fault of chosen) {
      for (let time = 1; time <= values.times && !signal.aborted; time++) {
        note(`${fault.name} (${time} of ${values.times}): ${fault.does}`);
        const result = await attempt(fault, clusters, size());
        results.push(result);
        note(outcomeText(result));
        if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
      }
    }
  } finally {
    await clusters.stop();
  }
  if (!values.json) process.stdout.write(`${resultTable(results)}\n`);
  return results.every((result) => 'report' in result && result.faults.length === 0) ? 0 : 5;
}

async function attempt(fault: Fault, clusters: Clusters, size: Size): Promise<Result | Broken> {
  try {
    return await runFault(fault, await clusters.for(fault), size);
  } catch (error) {
    // What it left behind would tell nothing of the next fault.
    await clusters.stop();
    return { fault, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function outcomeText(result: Result | Broken): string {
  if ('error' in result) return `  BROKEN: ${result.error}`;
  const { faults, report, hit } = result;
  return [`${faults.length === 0 ? 'passed' : 'FAILED'}, ${grouped(report.acked)} acked; ${hit}`, ...faults]
    .map((line) => `  ${line}`)
    .join('\n');
}

function choose(names: readonly string[]): readonly Fault[] {
  const unknown = names.filter((name) => !faults.some((fault) => fault.name === name));
  const known = faults.map(({ name }) => name).join(', ');
  if (unknown.length > 0) throw new UsageError([`there is no fault ${unknown.join(', ')}: use ${known}`]);
  return names.length === 0 ? faults : faults.filter(({ name }) => names.includes(name));
}

void runProgram({
  command: 'npm run faults --',
  operands: '[NAME…]',
  summary: 'Does to a real local cluster what can go wrong, under load, and audits every message.',
  examples: ['npm run faults', 'npm run faults -- leader-killed leader-frozen --times 2', 'npm run faults -- --short'],
  settings,
  main,
});
