import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../test/support/run';

const NOTHING_HERE = join(tmpdir(), 'kafka-streaming-nothing-here');

jest.setTimeout(20_000);

test.each([
  [['-o', ':5'], 'with --group, --offset must be start or end'],
  [['-o', '10:20'], 'with --group, --offset must be start or end'],
  [['-o', '10'], 'with --group, --offset must be start or end'],
  [['-o', ':end'], 'with --group, --offset must be start or end'],
  [['-p', '0'], 'with --group, --partition cannot be used: the group assigns the partitions'],
])('a group that is to consume %j is refused before it joins', async (args, fault) => {
  const { exitCode, stderr } = await runProgram('lib/cli/consume.ts', ['-b', 'nowhere:1', '-g', 'readers', ...args]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `${fault}\n` });
});

test.each([
  [['--follow', '-o', '0:10'], 'with --follow, --offset must have no end'],
  [['-t', 'a b'], '-t must be a topic name: it consists of letters, digits, ".", "_" and "-", but "a b" was given'],
  [['--json', '-f', '%v'], '--json and --format cannot be used both'],
  [['-o', '10:5'], '-o must be N:M with N less than M, but "10:5" was given'],
  [['-p', '0,x'], '-p must be a list of partition numbers, but "x" was given'],
  [['--idle', '1'], '--idle must have a unit: 1s, 1m or 1ms, but "1" was given'],
  [['-f', '%x'], '-f must use %t %p %o %k %K %v %s %S %R %d %T %h %% only, not %x, but "%x" was given'],
  [['--name', 'second'], '-b and --name or --cluster both say which cluster: leave one out'],
])('%j is refused before anything is connected', async (args, fault) => {
  const { exitCode, stderr } = await runProgram('lib/cli/consume.ts', ['-b', 'nowhere:1', ...args]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `${fault}\n` });
});

test.each([
  ['--folder', ['--folder', NOTHING_HERE], {}],
  ['KAFKA_FOLDER', [], { KAFKA_FOLDER: NOTHING_HERE }],
])(
  'a folder without the cluster, by %s, is refused: the one on the described ports is another',
  async (by, args, env) => {
    const { exitCode, stderr } = await runProgram('lib/cli/admin.ts', ['delete', 'kept', '--yes', ...args], { env });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `there is no cluster "kafka" in ${NOTHING_HERE}, which ${by} names: npm run clusters -- --folder ${NOTHING_HERE} lists those there are, npm run up -- --folder ${NOTHING_HERE} makes it\n`,
    });
  },
);

test('a cluster that was never started is not taken for the one on the described ports', async () => {
  const { exitCode, stderr } = await runProgram('lib/cli/consume.ts', ['--name', 'never', '--folder', NOTHING_HERE]);
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `there is no cluster "never" in ${NOTHING_HERE}, which --folder names: npm run clusters -- --folder ${NOTHING_HERE} lists those there are, npm run up -- --name never --folder ${NOTHING_HERE} makes it\n`,
  );
});

test('a wait for brokers is told after a second, once, with what helps', async () => {
  const args = ['--deadline', '2500ms', '-b', 'localhost:2,localhost:3'];
  const { exitCode, stderr } = await runProgram('lib/cli/consume.ts', args);
  expect(exitCode).toBe(3);
  expect(stderr.split('\n').slice(0, 2)).toEqual([
    'localhost:2, localhost:3 refuse connections; trying for 2.5 s',
    'no broker answered within 2.5 s: localhost:2 refuses connections; localhost:3 refuses connections',
  ]);
});
