import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { job, linesOf, NUMBERED, topicNamed } from '../support/jobs';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { run, runProgram } from '../support/run';

jest.setTimeout(90_000);

let local: LocalCluster;

beforeAll(async () => {
  local = await startCluster();
});
afterAll(() => local.stop());

describe('produce and consume', () => {
  const withKcat = spawnSync('kcat', ['-V']).error ? test.skip : test;

  withKcat('agree with kcat', async () => {
    const topic = await topicNamed(local, 'kcat');
    await job(local, 'produce', ['-t', topic]);
    const { stdout } = await run('kcat', ['-b', local.bootstrap[1]!, '-t', topic, '-C', '-e', '-q', '-f', '%k %s\\n']);
    expect(linesOf(stdout).sort()).toEqual(NUMBERED.map((value) => `${value.at(-1)!} ${value}`).sort());
  });

  test('take lines of a file with keys and headers, and print them as JSON, by format and by offset', async () => {
    const topic = await topicNamed(local, 'lines', 1);
    const input = '{"id":7,"x":"ä"}\n{"id":"b"}\n{"id":9}\n';
    const produced = await job(
      local,
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

    const last = await job(local, 'consume', ['-t', topic, '-o', '-1', '--json']);
    expect(JSON.parse(last.stdout)).toMatchObject({
      topic,
      partition: 0,
      offset: 2,
      key: '9',
      payload: '{"id":9}',
      headers: ['source', 'shop, Berlin', 'a', '1', 'a', '2'],
    });
    expect((await job(local, 'consume', ['-t', topic, '-f', '%o %k %v\\n'])).stdout).toBe(
      '0 7 {"id":7,"x":"ä"}\n1 b {"id":"b"}\n2 9 {"id":9}\n',
    );
    expect((await job(local, 'consume', ['-t', topic, '-o', '1:2', '-f', '%k'])).stdout).toBe('b');
  });

  test('as a group goes on where it stopped', async () => {
    const topic = await topicNamed(local, 'grouped');
    await job(local, 'produce', ['-t', topic, '-n', '10']);
    expect(linesOf((await job(local, 'consume', ['-t', topic, '-g', 'readers'])).stdout)).toHaveLength(10);
    await job(local, 'produce', ['-t', topic, '-n', '5', '--message', 'later ']);
    expect(linesOf((await job(local, 'consume', ['-t', topic, '-g', 'readers'])).stdout).sort()).toEqual(
      [0, 1, 2, 3, 4].map((i) => `later ${i}`),
    );
  });

  test('give up with exit code 4 when fewer messages come than asked for', async () => {
    const topic = await topicNamed(local, 'few');
    await job(local, 'produce', ['-t', topic, '-n', '2']);
    const { exitCode, stdout, stderr } = await job(local, 'consume', ['-t', topic, '-n', '3', '--idle', '500ms']);
    expect(exitCode).toBe(4);
    expect(linesOf(stdout)).toHaveLength(2);
    expect(stderr).toMatch(/^2 of 3 messages, then none for 0\.5 s \(--idle\), \d/m);
  });

  test('stop at SIGINT while a pager takes nothing; what it did not get is left to the group', async () => {
    const topic = await topicNamed(local, 'paged', 1);
    await job(local, 'produce', ['-t', topic, '-n', '2000', '--size', '2000']);
    const args = [
      '-r',
      './register.js',
      'lib/cli/consume.ts',
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
    const { stdout } = await job(local, 'consume', ['-t', topic, '-g', 'pagers']);
    expect(linesOf(whole).length).toBeLessThan(2000);
    expect(new Set([...linesOf(whole), ...linesOf(stdout)]).size).toBe(2000);
  });

  test('stop at SIGINT with every accepted message accounted for', async () => {
    const topic = await topicNamed(local, 'interrupted');
    const producer = job(local, 'produce', ['-t', topic, '--rate', '500', '--duration', '60s', '--json']);
    const seen = await job(local, 'consume', ['-t', topic, '-n', '20', '--idle', '30s']);
    expect(seen.exitCode).toBe(0);
    producer.kill('SIGINT');
    const { exitCode, stderr } = await producer;
    expect(exitCode).toBe(130);
    const acked = Number(/^([\d,]+) acked, 0 failed, 0 unknown/m.exec(stderr)?.[1]?.replaceAll(',', ''));
    expect(linesOf((await job(local, 'consume', ['-t', topic])).stdout)).toHaveLength(acked);
  });

  test('refuse bad input before anything is connected', async () => {
    const { exitCode, stderr } = await runProgram(
      'lib/cli/produce.ts',
      ['-b', 'nowhere:1', '-n', 'many', '-t', 'a b'],
      {
        env: { LINGER_MS: 'x' },
      },
    );
    expect(exitCode).toBe(2);
    expect(linesOf(stderr)).toHaveLength(3);
  });

  test('say what cannot be connected, and end 3', async () => {
    const { exitCode, stderr } = await runProgram('lib/cli/consume.ts', ['-b', 'localhost:12999', '--deadline', '1s']);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/localhost:12999/);
  });

  test.each([
    ['produce', []],
    ['consume', []],
    ['consume', ['-g', 'readers']],
  ])('answer a topic that is not there once, with the command that makes it: %s %j', async (name, args) => {
    const brokers = local.bootstrap.join(',');
    expect(await job(local, name, ['-t', 'missing', ...args])).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: `there is no topic "missing": npm run admin -- create missing -b ${brokers}\n`,
    });
  });

  test('end at the end of the log where a range goes beyond it, unless told to wait', async () => {
    const topic = await topicNamed(local, 'ranges');
    await job(local, 'produce', ['-t', topic, '-n', '1', '-k', 'a']);
    const consume = (...args: string[]) => job(local, 'consume', ['-t', topic, ...args]);
    for (const range of ['0:2', '0:1000', ':2', '5:10']) {
      const { exitCode, stdout, stderr } = await consume('-o', range);
      const count = range === '5:10' ? 0 : 1;
      expect({ range, exitCode, lines: linesOf(stdout).length }).toEqual({ range, exitCode: 0, lines: count });
      expect(stderr).toMatch(new RegExp(`^${count} messages?, caught up, `, 'm'));
    }
    expect(await consume('-o', '0:2', '--idle', '300ms')).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/^1 message, then none for 0\.3 s \(--idle\), /m) as string,
    });
    expect(await consume('-o', '0:2', '-n', '5', '--idle', '300ms')).toMatchObject({ exitCode: 4 });
  });

  test('produce the demonstration into every partition', async () => {
    const topic = await topicNamed(local, 'spread');
    const { stdout } = await job(local, 'produce', ['-t', topic, '--json']);
    const { offsets } = JSON.parse(stdout) as { offsets: object };
    expect(Object.keys(offsets)).toEqual(['0', '1', '2']);
  });
});
