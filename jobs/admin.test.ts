import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { runProgram } from '../test/support/run';

jest.setTimeout(20_000);

const NOWHERE = ['-b', 'nowhere:1'];

test.each([
  [['delete'], 'delete needs a topic: delete NAME'],
  [
    ['delete', 'orders', '-n', 'test', '--yes'],
    'the topic is "orders" by the second word, but "test" by -n or TOPIC: name one',
  ],
  [['delete', 'orders', 'test', '--yes'], 'unexpected word "test": see --help'],
  [['list', 'orders'], 'unexpected word "orders": see --help'],
  [['delete', 'orders'], 'delete removes all messages of orders: say --yes where nobody can be asked'],
])('%j is refused before anything is connected', async (args, fault) => {
  const { exitCode, stderr } = await runProgram('jobs/admin.ts', [...args, ...NOWHERE]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `${fault}\n` });
});

const onLinux = process.platform === 'linux' ? test : test.skip;

// `script` of util-linux gives it a terminal, where these keys mean something.
onLinux.each([
  ['Ctrl-C', '\x03', 130, /\[y\/N\] \^C$/],
  ['Ctrl-D', '\x04', 2, /nothing deleted$/],
  ['Enter', '\r', 2, /nothing deleted$/],
  ['no', 'no\r', 2, /nothing deleted$/],
])('%s where delete asks deletes nothing', async (_, keys, exitCode, printed) => {
  const command = [process.execPath, '-r', './register.js', 'jobs/admin.ts', 'delete', 'orders', ...NOWHERE].join(' ');
  const terminal = spawn('script', ['-qec', command, '/dev/null'], { cwd: path.join(__dirname, '..') });
  let output = '';
  terminal.stdout.on('data', (data: Buffer) => {
    if (!output.includes('[y/N]') && (output + data.toString()).includes('[y/N] ')) terminal.stdin.write(keys);
    output += data.toString();
  });
  expect(await once(terminal, 'close')).toEqual([exitCode, null]);
  expect(output.trim()).toMatch(printed);
});
