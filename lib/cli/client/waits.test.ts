import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../../../test/support/eventually';
import { FakeBroker } from '../../../test/support/fake-broker';
import { temporaryFolder } from '../../../test/support/temporary-folder';

// Shorter than the minute that the clients wait by default.
jest.setTimeout(40_000);

let broker: FakeBroker;
const children: ChildProcessWithoutNullStreams[] = [];

beforeEach(async () => (broker = await FakeBroker.start('orders', 1)));
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await broker.stop();
});

function start([program, ...args]: readonly string[]) {
  const command = ['-r', './register.js', `lib/cli/${program}.ts`, ...args, '-b', broker.address];
  const child = spawn(process.execPath, command, { cwd: path.join(__dirname, '../../..') });
  children.push(child);
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode: exitCode as number | null, stderr }));
  return { child, ended };
}

const COMMANDS = [
  ['consume', '-t', 'orders'],
  ['consume', '-t', 'orders', '-o', '5'],
  ['consume', '-t', 'orders', '-g', 'readers'],
  ['produce', '-t', 'orders'],
  ['admin', 'list'],
  ['admin', 'describe', 'orders'],
  ['admin', 'create', 'others'],
  ['admin', 'delete', 'orders', '--yes'],
] as const;

describe('while brokers answer nothing any more', () => {
  test.each(COMMANDS.map((command) => [command]))('the deadline ends %j', async (command) => {
    broker.isSilent = true;
    const { exitCode, stderr } = await start([...command, '--deadline', '1500ms']).ended;
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringContaining('no broker answered within 1.5 s') as string,
    });
  });

  test.each(COMMANDS.map((command) => [command]))('one SIGTERM ends %j', async (command) => {
    broker.isSilent = true;
    const { child, ended } = start(command);
    await eventually('it has asked', () => broker.asked > 0);
    const told = performance.now();
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ exitCode: 143 });
    expect(performance.now() - told).toBeLessThan(5000);
  });
});

test('one SIGTERM ends a look for offsets, and so does the deadline', async () => {
  // It knows its topic, and closes the connection of whoever asks for offsets.
  const args = ['consume', '-t', 'orders', '--log-level', 'error'];
  expect(await start([...args, '--deadline', '1500ms']).ended).toEqual({
    exitCode: 3,
    stderr: expect.stringContaining('orders/0 could not be read for 1.5 s') as string,
  });
  const journal = path.join(await temporaryFolder('journal-'), 'journal.ndjson');
  writeFileSync(journal, '{"run":"r","seq":0,"key":"a","outcome":"acked","partition":0,"offset":0}\n');
  expect(
    await start(['audit', '-t', 'orders', '--journal', journal, '--log-level', 'error', '--deadline', '1500ms']).ended,
  ).toEqual({
    exitCode: 3,
    stderr: expect.stringContaining('the offsets of "orders" are unavailable') as string,
  });
  const asked = broker.asked;
  const { child, ended } = start(args);
  await eventually('it has asked for more than metadata', () => broker.asked > asked + 4);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ exitCode: 143 });
});
