import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../../test/support/eventually';
import { FakeBroker } from '../../test/support/fake-broker';

jest.setTimeout(20_000);

let broker: FakeBroker;
let folder: string;
const children: ChildProcessWithoutNullStreams[] = [];

beforeEach(async () => {
  broker = await FakeBroker.start('orders', 1);
  folder = await mkdtemp(path.join(tmpdir(), 'produce-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await broker.stop();
  await rm(folder, { recursive: true });
});

/** Its stdin stays open. */
function produce(...args: string[]) {
  const program = ['-r', './register.js', 'lib/cli/produce.ts', '-b', broker.address, '-t', 'orders', ...args];
  const child = spawn(process.execPath, program, { cwd: path.join(__dirname, '../..') });
  children.push(child);
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode: exitCode as number | null, stderr }));
  return { child, ended };
}

describe('while no further line comes on stdin', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it %i, and what came is acknowledged', async (signal, exitCode) => {
    const { child, ended } = produce('--file', '-');
    child.stdin.write('one\ntwo\n');
    await eventually('two messages are stored', () => broker.log[0]!.length === 2);
    child.kill(signal);
    expect(await ended).toEqual({
      exitCode,
      stderr: expect.stringMatching(/^2 acked, 0 failed, 0 unknown/m) as string,
    });
  });

  test('the duration ends it', async () => {
    const { child, ended } = produce('--file', '-', '--duration', '1s');
    child.stdin.write('one\n');
    expect(await ended).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(/^1 acked, 0 failed, 0 unknown/m) as string,
    });
  });
});

test('told to stop while nobody answers, it has its summary and its journal before the grace period is over', async () => {
  broker.decide = () => ({ answer: 'never' });
  const journal = path.join(folder, 'journal');
  const { child, ended } = produce('-n', '1', '--deadline', '60s', '--grace', '300ms', '--journal', journal);
  await eventually('a batch is sent', () => broker.produced.length > 0);
  child.kill('SIGTERM');
  expect(await ended).toEqual({
    exitCode: 143,
    stderr: expect.stringMatching(/^0 acked, 0 failed, 1 unknown/m) as string,
  });
  const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ sent: 1 });
});

test.each([
  [['--file', '-', '-n', '3'], '-n cannot be used with --file: the lines are the messages'],
  [['--key-field', 'id'], '--key-field needs --file, whose lines have that field'],
  [['--file', '-', '--key-field', 'id', '-k', 'a'], '--key and --key-field cannot be used both'],
  [['--file', '/nowhere/lines'], /^--file must be a readable file or -, but ENOENT/],
  [['-H', 'a:b', '-H', 'bad'], '-H must be NAME:VALUE, but "bad" was given'],
  [['-z', 'lzma'], '-z must be one of none, gzip, snappy, lz4, zstd, but "lzma" was given'],
  [['--duration', '2'], '--duration must have a unit: 2s, 2m or 2ms, but "2" was given'],
  [['-t', 'bad/name'], /^-t must be a topic name/],
])('%j is refused before anything is connected', async (args, fault) => {
  broker.decide = () => ({ answer: 'never' });
  const { exitCode, stderr } = await produce(...args).ended;
  expect(exitCode).toBe(2);
  expect(stderr.trimEnd()).toEqual(typeof fault === 'string' ? fault : expect.stringMatching(fault));
});

test.each([
  [['-n', '0'], '', 'nothing was produced: 0 messages were asked for'],
  [['--file', '-'], '', 'nothing was produced: stdin has no lines'],
  [['--file', '-', '--key-field', 'id'], 'x\n', 'stdin:1 must be a JSON object, as --key-field is given, but it is x'],
])('%j with %j on stdin says what came of it', async (args, input, said) => {
  const { child, ended } = produce(...args);
  child.stdin.end(input);
  expect((await ended).stderr.trimEnd()).toBe(said);
});
