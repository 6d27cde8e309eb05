import { spawnSync } from 'node:child_process';
import { read } from '../../lib/kafka';
import { job, linesOf } from '../support/jobs';
import { KafkaFixture, numbers } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';
import { eventually } from '../support/eventually';
import { run, runProgram } from '../support/run';

jest.setTimeout(90_000);

const kafka = new KafkaFixture({ brokers: 1 });
const withKcat = spawnSync('kcat', ['-V']).error ? test.skip : test;
const consume = (...args: string[]) => job(kafka.local, 'consume', args);

describe('an offset, in partitions of which some end before it,', () => {
  let topic: string;
  beforeAll(async () => {
    topic = await kafka.freshTopic(3);
    await kafka.produce(topic, numbers(3), 0);
    await kafka.produce(topic, numbers(9), 1);
  });

  withKcat('gives what kcat gives: the rest of the others', async () => {
    const format = ['-f', '%p %o\\n'];
    const kcat = await run('kcat', [
      '-b',
      kafka.local.bootstrap[0]!,
      '-C',
      '-e',
      '-q',
      '-t',
      topic,
      '-o',
      '5',
      ...format,
    ]);
    const { exitCode, stdout, stderr } = await consume('-t', topic, '-o', '5', ...format);
    expect(linesOf(kcat.stdout)).toEqual(['1 5', '1 6', '1 7', '1 8']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: kcat.stdout });
    expect(stderr.match(/a partition ends before the offset that was asked for/g)).toHaveLength(2);
  });

  test('goes on at their ends where what comes is waited for', async () => {
    const seen: string[] = [];
    for await (const { partition, messages } of read(kafka.client, {
      topic,
      from: { offset: 5 },
      until: 'never',
      count: 6,
    })) {
      seen.push(...messages.map(({ offset }) => `${partition} ${offset}`));
      if (seen.length !== 4) continue;
      await kafka.produce(topic, ['a'], 0);
      await kafka.produce(topic, ['b'], 2);
    }
    expect(seen.sort()).toEqual(['0 3', '1 5', '1 6', '1 7', '1 8', '2 0']);
  });

  test('is refused where none has it, and where one partition alone is asked for', async () => {
    const refused = /^topic-0\/\d has the offsets 0 to \d, but reading from 99 was asked$/;
    expect((await rejection(kafka.readAll(topic, { from: { offset: 99 } }))).message).toMatch(refused);
    const { exitCode, stderr } = await consume('-t', topic, '-p', '0', '-o', '99');
    expect({ exitCode, stderr: stderr.trimEnd() }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(refused) as string,
    });
  });
});

test('a partition that is named twice is read once', async () => {
  const topic = await kafka.freshTopic(2);
  await kafka.produce(topic, numbers(2), 0);
  await kafka.produce(topic, numbers(2), 1);
  for (const args of [
    ['-p', '0,0'],
    ['-p', '0', '-p', '0'],
  ])
    expect((await consume('-t', topic, ...args)).stdout).toBe('0\n1\n');
  expect(linesOf((await consume('-t', topic, '-p', '0', '-p', '1', '-p', '0')).stdout).sort()).toEqual([
    '0',
    '0',
    '1',
    '1',
  ]);
});

test('an empty partition has no offsets, and says so', async () => {
  const topic = await kafka.freshTopic(1);
  const { exitCode, stderr } = await consume('-t', topic, '-o', '5');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: `${topic}/0 is empty, its next offset is 0, but reading from 5 was asked\n`,
  });
});

test('who waits for messages that do not come is told so', async () => {
  const topic = await kafka.freshTopic(1);
  const following = consume('-t', topic, '-o', 'end', '--idle', '3s');
  expect((await following).stderr).toMatch(
    new RegExp(
      `^waiting for messages of "${topic}" for 3 s \\(--idle\\)\\n0 messages, then none for 3 s \\(--idle\\), `,
    ),
  );
});

test('an empty key is a key, and one of spaces too', async () => {
  const topic = await kafka.freshTopic(1);
  await job(kafka.local, 'produce', ['-t', topic, '-n', '1', '-k', '']);
  await job(kafka.local, 'produce', ['-t', topic, '-n', '1'], { env: { MESSAGE_KEY: ' a ' } });
  const order = ['b:1', 'a:2', 'b:3', '10:x', '2:y'];
  await job(kafka.local, 'produce', ['-t', topic, '-n', '1', ...order.flatMap((header) => ['-H', header])]);
  expect((await consume('-t', topic, '-f', '%K [%k] %h\\n')).stdout).toBe(
    '0 [] \n3 [ a ] \n1 [0] b=1,a=2,b=3,10=x,2=y\n',
  );
});

test('the end of a topic is waited at, as is told, but not by a group that goes on where it was', async () => {
  const topic = await kafka.freshTopic(1);
  await kafka.produce(topic, numbers(3), 0);
  const waiting = `waiting for messages of "${topic}": Ctrl-C ends it\n`;
  for (const own of [[], ['-g', 'newcomers']]) {
    const told: string[] = [];
    const member = runProgram(
      'lib/cli/consume.ts',
      ['-b', kafka.local.bootstrap.join(), '-t', topic, '-o', 'end', ...own],
      {
        onStderr: (text) => void told.push(text),
      },
    );
    await eventually('it says that it waits', () => told.at(-1) === waiting);
    member.kill('SIGINT');
    expect(await member).toMatchObject({ exitCode: 130, stdout: '' });
  }
  await kafka.produce(topic, numbers(2, 3), 0);
  const { exitCode, stdout, stderr } = await consume('-t', topic, '-o', 'end', '-g', 'newcomers');
  expect({ exitCode, messages: linesOf(stdout).length }).toEqual({ exitCode: 0, messages: 2 });
  expect(stderr).toMatch(/^2 messages, caught up, /m);
});
