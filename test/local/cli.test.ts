import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientListener } from '../../lib/cluster';
import { reservePorts, type ReservedPorts } from '../../lib/local';
import { prepareCluster, type LocalCluster } from '../support/local-cluster';
import { job, linesOf, NUMBERED, topicNamed } from '../support/jobs';
import { runProgram } from '../support/run';

jest.setTimeout(90_000);

let local: LocalCluster;
let place: string[];

beforeAll(async () => {
  local = await prepareCluster();
  const { hostPorts } = local.cluster.description;
  place = [
    ...['--folder', local.folder, '--broker-port', String(hostPorts?.brokers)],
    ...['--zookeeper-port', String(hostPorts?.zookeeper)],
  ];
  await verb('up');
});
afterAll(() => local.stop());

// Where docker and kind are, `npm start` would use them.
const verb = (name: string, ...args: string[]) =>
  runProgram(`lib/cli/${name}.ts`, [...place, ...args], { env: { KAFKA_ON: 'local' } });

describe('npm start', () => {
  test('produces 30 messages, consumes exactly those, shows what runs where and leaves it running, twice', async () => {
    for (const round of [1, 2]) {
      const { exitCode, stdout, stderr } = await verb('start');
      expect({ round, exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ round, exitCode: 0, stderr: '' });
      expect(stderr).toMatch(/^already running: zookeeper-1, broker-1, broker-2, broker-3$/m);
      expect(stderr).toMatch(/^✓ produce 30 messages to topic test \(30 acknowledged/m);
      expect(stderr).toMatch(/^✓ consume the same 30 messages \(30 consumed/m);
      expect(stdout).toMatch(/^kafka 3\.9\.2, ZooKeeper.*: healthy/);
      expect(stdout).toMatch(/^broker-1 +localhost:\d+ +up \d+/m);
      expect(stdout).toMatch(/^next: npm run produce/m);
    }
  });

  test('starts what was stopped and finds the messages again', async () => {
    const topic = await topicNamed(local, 'kept');
    await job(local, 'produce', ['-t', topic]);
    expect(await verb('down')).toMatchObject({ exitCode: 0 });
    expect(await verb('status')).toMatchObject({
      exitCode: 3,
      stdout: expect.stringMatching(/DOWN[^]*next: npm run up/) as string,
    });
    expect(await verb('start')).toMatchObject({ exitCode: 0 });
    const { stdout } = await job(local, 'consume', ['-t', topic]);
    expect(linesOf(stdout).sort()).toEqual(NUMBERED);
  });

  test('of another cluster on the same ports says who has them, in one line, and ends 2', async () => {
    const { exitCode, stderr } = await verb('start', '--name', 'intruder');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/port 12\d\d\d/);
    expect(linesOf(stderr).filter((line) => !/^[✓✗!]/.test(line))).toHaveLength(1);
  });
});

describe('a cluster of another name', () => {
  const NAME = 'second';
  let ports: ReservedPorts;
  beforeAll(async () => (ports = await reservePorts()));
  afterAll(async () => {
    await named('down', '--delete-data');
    ports.release();
  });
  const named = (verb: string, ...args: string[]) =>
    runProgram(`lib/cli/${verb}.ts`, ['--name', NAME, '--folder', local.folder, ...args], {
      env: { KAFKA_ON: 'local', KAFKA_BROKERS: undefined },
    });

  test('is found by its name alone, on the ports that it was given once, and never taken for the other one', async () => {
    const { brokers, zookeeper } = ports.hostPorts;
    const flags = ['--broker-port', `${brokers}`, '--zookeeper-port', `${zookeeper}`];
    expect(await named('up', '--cluster', 'one-broker', ...flags)).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining(`KAFKA_BROKERS=localhost:${brokers}\n`) as string,
    });

    const status = await named('status');
    expect(status.stdout).toMatch(new RegExp(`healthy[^]*^broker-1 +localhost:${brokers} `, 'm'));
    expect(status.stdout).not.toContain(local.bootstrap[0]);
    expect(status.stdout).toMatch(/^next: npm run produce -- --name second --folder /m);

    expect(await named('admin', 'create', 'only-here', '-r', '1')).toMatchObject({ exitCode: 0 });
    expect(await named('produce', '-t', 'only-here', '-n', '3')).toMatchObject({ exitCode: 0 });
    expect(linesOf((await named('consume', '-t', 'only-here')).stdout)).toHaveLength(3);
    expect((await job(local, 'admin', ['list'])).stdout).not.toMatch(/^only-here/m);

    const listed = await runProgram('lib/cli/clusters.ts', ['--folder', local.folder]);
    expect(listed.stdout).toMatch(
      new RegExp(`^second +local +running +1/1 +${brokers}, ${zookeeper} +[\\d.]+ .B `, 'm'),
    );
    expect(listed.stdout).toMatch(/^kafka +local +running +3\/3 /m);

    expect(await named('down')).toMatchObject({ exitCode: 0 });
    expect(await named('up')).toMatchObject({ exitCode: 0 });
    expect(linesOf((await named('consume', '-t', 'only-here')).stdout)).toHaveLength(3);
    expect(await named('status', '--broker-port', '12999')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^cluster "second" has port \d+ for brokers, but 12999 was given/) as string,
    });
  });

  test('is not mistaken for one that has taken its ports', async () => {
    await named('down');
    // What its folder says, it says of ports where now the other one answers.
    const path = join(local.folder, NAME, 'cluster.json');
    const record = JSON.parse(readFileSync(path, 'utf8')) as { facts: Record<string, unknown> };
    record.facts['hostPorts.brokers'] = clientListener(local.cluster.brokers[0]!).local.port;
    writeFileSync(path, JSON.stringify(record));
    expect(await named('consume', '-t', 'test')).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(/^cluster \S+ answers at .*, but this one is \S+: npm run clusters/) as string,
    });
  });
});

test.each([
  ['status', ['--deadline', '3s'], '--deadline is how long --until waits: name both'],
  ['up', ['--on', 'kind', '--no-ui'], '--no-ui does nothing on kind: there the description says'],
  ['up', ['--on', 'kind'], '--folder does nothing on kind: on kind the data is in the nodes of kind'],
])('npm run %s refuses %j, which would do nothing', async (name, flags, fault) => {
  const { exitCode, stderr } = await verb(name, ...flags);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(fault) as string });
});

describe('a broker killed with SIGKILL', () => {
  test('is named by status, is not missed by produce and consume, and comes back with up', async () => {
    const topic = await topicNamed(local, 'bereaved', 6);
    await local.kill('broker', 2, 'SIGKILL');
    const { exitCode, stdout } = await verb('status');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^kafka .*: DEGRADED: broker-2 down/);
    expect(stdout).toMatch(/^broker-2 +localhost:\d+ +DOWN for \d+ s/m);
    expect(stdout).toMatch(/^next: npm run up[^]*\(starts broker-2\)/m);

    expect(await job(local, 'produce', ['-t', topic])).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/^30 acked, 0 failed, 0 unknown/m) as string,
    });
    const read = await job(local, 'consume', ['-t', topic, '-n', '30']);
    expect(read.exitCode).toBe(0);
    expect(linesOf(read.stdout).sort()).toEqual(NUMBERED);

    expect(await verb('up')).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/start broker-2/) as string });
    expect(await verb('status', '--until', 'healthy')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/healthy/) as string,
    });
  });
});

describe('a server that is frozen', () => {
  test.each([
    ['broker', 2],
    ['zookeeper', 1],
  ] as const)('%s-%i is shown as one that does not answer, and up says that it waits for it', async (role, id) => {
    await local.kill(role, id, 'SIGSTOP');
    const wakeOnceMissed = (text: string) => {
      if (/^… wait for ZooKeeper, all brokers/m.test(text)) void local.kill(role, id, 'SIGCONT');
    };
    try {
      const { stdout } = await verb('status');
      expect(stdout).toMatch(new RegExp(`^kafka .*: DEGRADED: ${role}-${id} not answering`));
      expect(stdout).toMatch(new RegExp(`^${role}-${id} +localhost:\\d+ +NOT ANSWERING`, 'm'));
      expect(stdout).toMatch(
        new RegExp(`^${role}-${id}: its process (\\d+) was stopped .*: kill -CONT \\1 has it go`, 'm'),
      );
      expect(stdout).toMatch(new RegExp(`^next: npm run restart -- ${role}-${id} `, 'm'));
      const up = await runProgram('lib/cli/up.ts', place, { env: { KAFKA_ON: 'local' }, onStderr: wakeOnceMissed });
      expect(up).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/^✓ wait for ZooKeeper/m) as string });
    } finally {
      await local.kill(role, id, 'SIGCONT');
    }
    expect(await verb('status', '--until', 'healthy')).toMatchObject({ exitCode: 0 });
  });
});

describe('admin', () => {
  test('creates, lists, describes and deletes a topic', async () => {
    const properties = ['-c', 'retention.ms=1000000', '-c', 'cleanup.policy=compact,delete'];
    expect(await job(local, 'admin', ['create', 'orders', '-p', '6', '-r', '3', ...properties])).toMatchObject({
      exitCode: 0,
    });
    expect((await job(local, 'admin', ['list'])).stdout).toMatch(/^orders +6 +3$/m);
    await job(local, 'consume', ['-t', 'orders', '-g', 'readers']);
    expect((await job(local, 'admin', ['list'])).stdout).not.toMatch(/__consumer_offsets/);
    expect((await job(local, 'admin', ['list', '--all'])).stdout).toMatch(/^__consumer_offsets /m);
    const { stdout } = await job(local, 'admin', ['describe', 'orders']);
    expect(stdout).toMatch(/^orders: 6 partitions, replication factor 3, min\.insync\.replicas 2, 0 messages$/m);
    expect(stdout).toMatch(/^retention\.ms +1000000/m);
    expect(stdout).toMatch(/^cleanup\.policy +compact,delete/m);
    expect(await job(local, 'admin', ['delete', 'orders'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/--yes/) as string,
    });
    expect(await job(local, 'admin', ['delete', '-n', 'orders', '--yes'])).toMatchObject({
      exitCode: 0,
      stdout: 'deleted orders\n',
    });
    expect((await job(local, 'admin', ['list'])).stdout).not.toMatch(/^orders/m);
  });

  test('creates a topic of one replica that can be written to', async () => {
    expect(await job(local, 'admin', ['create', 'single', '-r', '1'])).toMatchObject({ exitCode: 0 });
    expect((await job(local, 'admin', ['describe', 'single'])).stdout).toMatch(
      /replication factor 1, min\.insync\.replicas 1,/,
    );
    expect(await job(local, 'produce', ['-t', 'single', '-n', '3'])).toMatchObject({ exitCode: 0 });
    expect(await job(local, 'admin', ['delete', 'single', '--yes'])).toMatchObject({ exitCode: 0 });
  });

  test.each([
    [['create', '-n', 'many', '-r', '4'], /3 brokers/],
    [['create', '-n', 'a b'], /topic name/],
    [['create', '-n', 'x', '-c', 'retention.mss=1'], /retention\.ms/],
    [['describe', '-n', 'tset'], /tset.*test/],
    [['delete', '-n', 'missing', '--yes'], /missing/],
    [['create'], /create needs a topic: create NAME/],
    [['destroy', '-n', 'x'], /must be one of create, delete, describe, list, .*, but "destroy"/],
  ])('%j is refused with exit code 2', async (args, fault) => {
    const { exitCode, stderr } = await job(local, 'admin', args);
    expect(stderr).toMatch(fault);
    expect(exitCode).toBe(2);
  });
});
