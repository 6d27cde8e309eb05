import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { runProgram } from '../../test/support/run';

jest.setTimeout(20_000);

const NOWHERE = ['-b', 'nowhere:1'];

test.each([
  [['delete'], 'delete needs a topic: delete NAME'],
  [
    ['delete', 'orders', '-n', 'test', '--yes'],
    'the topic is "orders" by the words, but "test" by -n or TOPIC: name one',
  ],
  [['delete', 'orders', 'orders', '--yes'], 'topic "orders" is named twice'],
  [
    ['delete', 'orders', 'test', '-n', 'orders', '--yes'],
    'the topic is "orders, test" by the words, but "orders" by -n or TOPIC: name one',
  ],
  [['list', 'orders'], 'unexpected word "orders": see --help'],
  [
    ['delete', 'orders'],
    'delete removes all messages of orders: say npm run admin -- delete orders --yes -b nowhere:1 where nobody can be asked',
  ],
  [
    ['create', '-n', 'bad/name'],
    'a topic name consists of letters, digits, ".", "_" and "-", but "bad/name" was given',
  ],
  [['describe', 'a b'], 'a topic name consists of letters, digits, ".", "_" and "-", but "a b" was given'],
  [['delete', '..', '--yes'], 'a topic name must not be ".."'],
  [
    ['create', 'x', '-c', 'retention.mss=1'],
    'config "retention.mss" of topic "x" is no topic property of Kafka 3.9: did you mean "retention.ms"?',
  ],
  [['create', 'x', '-c', 'retention.ms=1', '-c', 'retention.ms=2'], 'property retention.ms is given twice'],
  [['create', 'x', '-c', 'retention.ms'], '-c must be NAME=VALUE, but "retention.ms" was given'],
  [['create', 'x', '-r', '100'], '-r must be a whole number from 1 to 99, but "100" was given'],
  [['create', 'x', '-p', '0'], '-p must be a whole number from 1 to 10000, but "0" was given'],
  [
    ['create', 'x', '-r', '2', '-c', 'min.insync.replicas=3'],
    'min.insync.replicas of topic "x" is 3, but its replication factor 2: it would count as 2; use 1 to 2',
  ],
  [
    ['delete', 'orders', '--name', 'second', '--folder', '/data'],
    'delete removes all messages of orders: say npm run admin -- delete orders --yes --name second --folder /data where nobody can be asked',
  ],
  [['create', '--name', 'x'], 'create needs a topic: create x (--name is the name of the cluster)'],

  [['list', '-p', '3'], '-p does nothing here: list does not use it'],
  [['delete', 'x', '--yes', '--json'], '--json does nothing here: delete does not use it'],
  [['reassign', '--to', '1,x'], '--to must be ids of brokers, such as 1,2,3, but "1,x" was given'],
  [
    ['reassign', 'orders'],
    'reassign needs what is to become: --to 1,2,3 for the brokers, --replication-factor N, or both',
  ],
  [['reset-offsets'], 'reset-offsets needs a group: reset-offsets GROUP'],
  [
    ['reset-offsets', 'billing', '--to', '5:7'],
    '--to must be start, end, an offset, or @TIME (milliseconds, ISO 8601, or such as @-1h), but "5:7" was given',
  ],
  [
    ['alter', 'orders', '--reset', 'retention.mss,remote.storage.enable'],
    'config "retention.mss" of topic "orders" is no topic property of Kafka 3.9: did you mean "retention.ms"?',
  ],
  [['alter', 'orders'], 'alter needs what to change: -c NAME=VALUE, --reset NAME or -p N'],
  [
    ['alter', 'orders', '-c', 'retention.mss=1'],
    'config "retention.mss" of topic "orders" is no topic property of Kafka 3.9: did you mean "retention.ms"?',
  ],
  [
    ['delete-records', 'orders', '--to', '5'],
    'delete-records removes the messages of orders before 5: say npm run admin -- delete-records orders --to 5 --yes -b nowhere:1 where nobody can be asked',
  ],
  [
    ['elect', '--unclean'],
    'elect removes messages that only other replicas have: say npm run admin -- elect --unclean --yes -b nowhere:1 where nobody can be asked',
  ],
  [['groups', 'a', 'b'], 'groups takes one group at a time, but a, b were given'],
  [['delete-records', 'a', 'b', '--to', '1', '--yes'], 'delete-records takes one topic at a time, but a, b were given'],
  [['describe', 'x', '--deadline', '2'], '--deadline must have a unit: 2s, 2m or 2ms, but "2" was given'],
])('%j is refused before anything is connected', async (args, fault) => {
  const names = args.includes('--name') ? [] : NOWHERE;
  const { exitCode, stderr } = await runProgram('lib/cli/admin.ts', [...args, ...names]);
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
  const command = [process.execPath, '-r', './register.js', 'lib/cli/admin.ts', 'delete', 'orders', ...NOWHERE].join(
    ' ',
  );
  const terminal = spawn('script', ['-qec', command, '/dev/null'], { cwd: path.join(__dirname, '../..') });
  let output = '';
  terminal.stdout.on('data', (data: Buffer) => {
    if (!output.includes('[y/N]') && (output + data.toString()).includes('[y/N] ')) terminal.stdin.write(keys);
    output += data.toString();
  });
  expect(await once(terminal, 'close')).toEqual([exitCode, null]);
  expect(output.trim()).toMatch(printed);
});
