import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { prepareCluster, type LocalCluster } from '../support/local-cluster';
import { run, runProgram, type RunOptions } from '../support/run';

jest.setTimeout(90_000);

let local: LocalCluster;
let place: string[];

beforeAll(async () => {
  local = await prepareCluster();
  const { hostPorts } = local.cluster.description;
  place = [
    ...['--folder', local.folder, '--broker-port', String(hostPorts?.brokers)],
    ...['--zookeeper-port', String(hostPorts?.zookeeper), '--ui-port', String(hostPorts?.ui)],
  ];
  await verb('up');
});
afterAll(() => local.stop());

// Where docker and kind are, `npm start` would use them.
const verb = (name: string, ...args: string[]) =>
  runProgram(`lib/cli/${name}.ts`, [...place, ...args], { env: { KAFKA_ON: 'local' } });
const job = (name: string, args: string[], options?: RunOptions) =>
  runProgram(`jobs/${name}.ts`, ['-b', local.bootstrap.join(','), ...args], options);
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const topicOf = async (name: string, partitions = 3): Promise<string> => {
  const created = await job('admin', ['create', '-n', name, '-p', String(partitions)]);
  expect(created).toMatchObject({ exitCode: 0, stdout: `created ${name}\n` });
  return name;
};
const numbered = Array.from({ length: 30 }, (_, i) => `New message # ${i}`).sort();

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
    const topic = await topicOf('kept');
    await job('produce', ['-t', topic]);
    expect(await verb('down')).toMatchObject({ exitCode: 0 });
    expect(await verb('status')).toMatchObject({
      exitCode: 3,
      stdout: expect.stringMatching(/DOWN[^]*next: npm run up/) as string,
    });
    expect(await verb('start')).toMatchObject({ exitCode: 0 });
    const { stdout } = await job('consume', ['-t', topic]);
    expect(lines(stdout).sort()).toEqual(numbered);
  });

  test('of another cluster on the same ports says who has them, in one line, and ends 2', async () => {
    const { exitCode, stderr } = await verb('start', '--name', 'intruder');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/port 12\d\d\d/);
    expect(lines(stderr).filter((line) => !/^[✓✗]/.test(line))).toHaveLength(1);
  });
});

describe('a broker killed with SIGKILL', () => {
  test('is named by status, is not missed by produce and consume, and comes back with up', async () => {
    const topic = await topicOf('bereaved', 6);
    await local.kill('broker', 2, 'SIGKILL');
    const { exitCode, stdout } = await verb('status');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^broker-2 +localhost:\d+ +DOWN for \d+ s/m);
    expect(stdout).toMatch(/^next: npm run up[^]*\(starts broker-2\)/m);

    expect(await job('produce', ['-t', topic])).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/^30 acked, 0 failed, 0 unknown/m) as string,
    });
    const read = await job('consume', ['-t', topic, '-n', '30']);
    expect(read.exitCode).toBe(0);
    expect(lines(read.stdout).sort()).toEqual(numbered);

    expect(await verb('up')).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/start broker-2/) as string });
    expect(await verb('status', '--until', 'healthy')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/healthy/) as string,
    });
  });
});

describe('produce and consume', () => {
  const withKcat = spawnSync('kcat', ['-V']).error ? test.skip : test;

  withKcat('agree with kcat', async () => {
    const topic = await topicOf('kcat');
    await job('produce', ['-t', topic]);
    const { stdout } = await run('kcat', ['-b', local.bootstrap[1]!, '-t', topic, '-C', '-e', '-q', '-f', '%k %s\\n']);
    expect(lines(stdout).sort()).toEqual(
      numbered.map((value) => `${Number(value.split(' ').at(-1)) % 2} ${value}`).sort(),
    );
  });

  test('take lines of a file with keys and headers, and print them as JSON, by format and by offset', async () => {
    const topic = await topicOf('lines', 1);
    const input = '{"id":7,"x":"ä"}\n{"id":"b"}\n{"id":9}\n';
    const produced = await job(
      'produce',
      [
        '-t',
        topic,
        '--file',
        '-',
        '--key-field',
        'id',
        '-H',
        'source:shop, Berlin',
        '-H',
        'a:1',
        '-H',
        'a:2',
        '--json',
      ],
      { input },
    );
    expect(produced.exitCode).toBe(0);
    expect(JSON.parse(produced.stdout)).toMatchObject({
      topic,
      acked: 3,
      failed: 0,
      offsets: { 0: { first: 0, last: 2 } },
    });

    const last = await job('consume', ['-t', topic, '-o', '-1', '--json']);
    expect(JSON.parse(last.stdout)).toMatchObject({
      topic,
      partition: 0,
      offset: 2,
      key: '9',
      payload: '{"id":9}',
      headers: { source: 'shop, Berlin', a: ['1', '2'] },
    });
    expect((await job('consume', ['-t', topic, '-f', '%o %k %v\\n'])).stdout).toBe(
      '0 7 {"id":7,"x":"ä"}\n1 b {"id":"b"}\n2 9 {"id":9}\n',
    );
    expect((await job('consume', ['-t', topic, '-o', '1:2', '-f', '%k'])).stdout).toBe('b');
  });

  test('as a group goes on where it stopped', async () => {
    const topic = await topicOf('grouped');
    await job('produce', ['-t', topic, '-n', '10']);
    expect(lines((await job('consume', ['-t', topic, '-g', 'readers'])).stdout)).toHaveLength(10);
    await job('produce', ['-t', topic, '-n', '5', '--message', 'later ']);
    expect(lines((await job('consume', ['-t', topic, '-g', 'readers'])).stdout).sort()).toEqual(
      [0, 1, 2, 3, 4].map((i) => `later ${i}`),
    );
  });

  test('give up with exit code 4 when fewer messages come than asked for', async () => {
    const topic = await topicOf('few');
    await job('produce', ['-t', topic, '-n', '2']);
    const { exitCode, stdout, stderr } = await job('consume', ['-t', topic, '-n', '3', '--idle', '500ms']);
    expect(exitCode).toBe(4);
    expect(lines(stdout)).toHaveLength(2);
    expect(stderr).toMatch(/^2 of 3 messages, then none for 0\.5 s \(--idle\), \d/m);
  });

  test('stop at SIGINT while a pager takes nothing; what it did not get is left to the group', async () => {
    const topic = await topicOf('paged', 1);
    await job('produce', ['-t', topic, '-n', '2000', '--size', '2000']);
    const args = [
      '-r',
      './register.js',
      'jobs/consume.ts',
      '-b',
      local.bootstrap.join(','),
      '-t',
      topic,
      '-g',
      'pagers',
    ];
    const child = spawn(process.execPath, args, {
      cwd: join(__dirname, '../..'),
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    let taken = '';
    child.stdout.on('data', (data: Buffer) => (taken += data.toString()));
    await once(child.stdout, 'data');
    child.stdout.pause();
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    if (!child.stdout.readableEnded) await once(child.stdout.resume(), 'end');
    // The pipe may end in the middle of a line.
    const whole = taken.slice(0, taken.lastIndexOf('\n') + 1);
    const { stdout } = await job('consume', ['-t', topic, '-g', 'pagers']);
    expect(lines(whole).length).toBeLessThan(2000);
    expect(new Set([...lines(whole), ...lines(stdout)]).size).toBe(2000);
  });

  test('stop at SIGINT with every accepted message accounted for', async () => {
    const topic = await topicOf('interrupted');
    const producer = job('produce', ['-t', topic, '--rate', '500', '--duration', '60s', '--json']);
    const seen = await job('consume', ['-t', topic, '-n', '20', '--idle', '30s']);
    expect(seen.exitCode).toBe(0);
    producer.kill('SIGINT');
    const { exitCode, stderr } = await producer;
    expect(exitCode).toBe(130);
    const acked = Number(/^([\d,]+) acked, 0 failed, 0 unknown/m.exec(stderr)?.[1]?.replaceAll(',', ''));
    expect(lines((await job('consume', ['-t', topic])).stdout)).toHaveLength(acked);
  });

  test('refuse bad input before anything is connected', async () => {
    const { exitCode, stderr } = await runProgram('jobs/produce.ts', ['-b', 'nowhere:1', '-n', 'many', '-t', 'a b'], {
      env: { LINGER_MS: 'x' },
    });
    expect(exitCode).toBe(2);
    expect(lines(stderr)).toHaveLength(3);
  });

  test('say what cannot be connected, and end 3', async () => {
    const { exitCode, stderr } = await runProgram('jobs/consume.ts', ['-b', 'localhost:12999', '--deadline', '1s']);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/localhost:12999/);
  });

  test('name a topic that is not there', async () => {
    for (const name of ['produce', 'consume']) {
      expect(await job(name, ['-t', 'missing'])).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(/missing/) as string,
      });
    }
  });
});

describe('admin', () => {
  test('creates, lists, describes and deletes a topic', async () => {
    const properties = ['-c', 'retention.ms=1000000', '-c', 'cleanup.policy=compact,delete'];
    expect(await job('admin', ['create', 'orders', '-p', '6', '-r', '3', ...properties])).toMatchObject({
      exitCode: 0,
    });
    expect((await job('admin', ['list'])).stdout).toMatch(/^orders +6 +3$/m);
    const { stdout } = await job('admin', ['describe', 'orders']);
    expect(stdout).toMatch(/^orders: 6 partitions, replication factor 3, min\.insync\.replicas 2, 0 messages$/m);
    expect(stdout).toMatch(/^retention\.ms +1000000/m);
    expect(stdout).toMatch(/^cleanup\.policy +compact,delete/m);
    expect(await job('admin', ['delete', 'orders'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/--yes/) as string,
    });
    expect(await job('admin', ['delete', '-n', 'orders', '--yes'])).toMatchObject({
      exitCode: 0,
      stdout: 'deleted orders\n',
    });
    expect((await job('admin', ['list'])).stdout).not.toMatch(/^orders/m);
  });

  test('creates a topic of one replica that can be written to', async () => {
    expect(await job('admin', ['create', 'single', '-r', '1'])).toMatchObject({ exitCode: 0 });
    expect((await job('admin', ['describe', 'single'])).stdout).toMatch(
      /replication factor 1, min\.insync\.replicas 1,/,
    );
    expect(await job('produce', ['-t', 'single', '-n', '3'])).toMatchObject({ exitCode: 0 });
    expect(await job('admin', ['delete', 'single', '--yes'])).toMatchObject({ exitCode: 0 });
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
    const { exitCode, stderr } = await job('admin', args);
    expect(stderr).toMatch(fault);
    expect(exitCode).toBe(2);
  });
});
