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
    expect(linesOf(stderr).filter((line) => !/^[✓✗]/.test(line))).toHaveLength(1);
  });
});

describe('a broker killed with SIGKILL', () => {
  test('is named by status, is not missed by produce and consume, and comes back with up', async () => {
    const topic = await topicNamed(local, 'bereaved', 6);
    await local.kill('broker', 2, 'SIGKILL');
    const { exitCode, stdout } = await verb('status');
    expect(exitCode).toBe(0);
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

describe('admin', () => {
  test('creates, lists, describes and deletes a topic', async () => {
    const properties = ['-c', 'retention.ms=1000000', '-c', 'cleanup.policy=compact,delete'];
    expect(await job(local, 'admin', ['create', 'orders', '-p', '6', '-r', '3', ...properties])).toMatchObject({
      exitCode: 0,
    });
    expect((await job(local, 'admin', ['list'])).stdout).toMatch(/^orders +6 +3$/m);
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
    [['destroy', '-n', 'x'], /must be one of create, delete, describe, list, but "destroy"/],
  ])('%j is refused with exit code 2', async (args, fault) => {
    const { exitCode, stderr } = await job(local, 'admin', args);
    expect(stderr).toMatch(fault);
    expect(exitCode).toBe(2);
  });
});
