import { join } from 'node:path';
import { KafkaFixture } from '../support/kafka-fixture';
import { run } from '../support/run';

/** SOAK_MINUTES=3 for a short one. */
const MINUTES = Number(process.env['SOAK_MINUTES'] ?? 20);
const MIB = 2 ** 20;
const ROOT = join(__dirname, '../..');

jest.setTimeout((MINUTES + 5) * 60_000);

const kafka = new KafkaFixture({ config: { 'group.initial.rebalance.delay.ms': 0 } });

interface Round {
  readonly rss: number;
  readonly heapUsed: number;
  readonly handles: number;
}

interface Soaked {
  readonly rounds: readonly Round[];
  readonly received: number;
  readonly warnings: readonly string[];
}

/** What it was in the middle of some rounds: one of them may have more in flight. */
function median(rounds: readonly Round[], what: keyof Round): number {
  const sorted = rounds.map((round) => round[what]).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)]!;
}

test('a member by the API of kafkajs grows by nothing while its group, its positions and what it pauses change', async () => {
  const file = join(ROOT, 'test/kafkajs-programs/soak.js');
  const env = { BROKERS: kafka.local.bootstrap.join(), TOPIC: await kafka.freshTopic(6), MINUTES: `${MINUTES}` };
  const options = ['--expose-gc', '-r', join(ROOT, 'kafkajs-register.js')];
  const { exitCode, stdout, stderr } = await run(process.execPath, [...options, file], {
    env,
    deadlineMs: (MINUTES + 3) * 60_000,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const { rounds, received, warnings } = JSON.parse(stdout) as Soaked;
  expect(warnings).toEqual([]);

  // The first quarter is to warm up: code is compiled then, and buffers find their size.
  const quarter = Math.floor(rounds.length / 4);
  const [early, late] = [rounds.slice(quarter, 2 * quarter), rounds.slice(-quarter)];
  const grown = (what: keyof Round): number => median(late, what) - median(early, what);
  const told = { heapUsed: grown('heapUsed') / MIB, rss: grown('rss') / MIB, handles: grown('handles') };
  console.log(`${rounds.length} rounds, ${received} messages; grown by`, told, 'MiB, to', median(late, 'rss') / MIB);
  expect(told.heapUsed).toBeLessThan(2);
  expect(told.rss).toBeLessThan(16);
  // Some timers come and go; what each round left behind would be hundreds.
  expect(told.handles).toBeLessThan(10);
});
