import { isUtf8 } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { createProducer, read } from '../../lib/kafka';
import { job, linesOf } from '../support/jobs';
import { KafkaFixture } from '../support/kafka-fixture';
import { runKafkaTool } from '../support/kafka-tool';
import { run } from '../support/run';

jest.setTimeout(60_000);

const kafka = new KafkaFixture({ brokers: 1 });
const withKcat = spawnSync('kcat', ['-V']).error ? test.skip : test;

/** All 256, so that none of them is UTF-8 together. */
const EVERY_BYTE = Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte));

/** What ends no line, though some take it for an end, and what is no text. */
const LINES = [
  Buffer.from('M\xfcller', 'latin1'),
  Buffer.from([0x80, 0x81]),
  Buffer.from('a\u2028b\u2029c\u0085d'),
  Buffer.from('prog\rress'),
  Buffer.from('\u000bvertical\fform'),
  Buffer.from('\ufeffmark'),
  Buffer.from('  spaces  '),
  Buffer.from('nul\0nul'),
  Buffer.from(EVERY_BYTE.filter((byte) => byte !== 0x0a)),
  Buffer.from('ä'.repeat(100_000)),
];
const jsonLines = (text: string): unknown[] => linesOf(text).map((line) => JSON.parse(line) as unknown);
const asFile = (end: string) => Buffer.concat(LINES.flatMap((line) => [line, Buffer.from(end)]));

async function valuesIn(topic: string): Promise<string[]> {
  const values: string[] = [];
  for await (const { messages } of read(kafka.client, { topic }))
    values.push(...messages.map(({ value }) => value!.toString('latin1')));
  return values;
}

/** What kcat's JSON says where it holds other bytes than UTF-8, told as ours. */
const textOrBase64 = (latin1: string): unknown => {
  const bytes = Buffer.from(latin1, 'latin1');
  return isUtf8(bytes) ? bytes.toString() : { base64: bytes.toString('base64') };
};

const kcat = (topic: string, args: readonly string[], input?: Buffer) =>
  run('kcat', ['-b', kafka.local.bootstrap[0]!, '-t', topic, ...args], input === undefined ? {} : { input });

/** Keys, values and headers without a value, empty ones, those that are no UTF-8, and a name that comes twice. */
async function strangeMessages(): Promise<string> {
  const topic = await kafka.freshTopic(1);
  const producer = await createProducer(kafka.client);
  for (const message of [
    { key: null, value: 'no key', headers: [] },
    { key: '', value: '', headers: [['', '']] as const },
    { key: 'deleted', value: null, headers: [] },
    { key: Buffer.from([0xff]), value: EVERY_BYTE, headers: [] },
    {
      key: Buffer.from([0xfe]),
      value: '"quotes" \\ \u2028 \t',
      headers: [['raw', Buffer.from([0x80, 0x81])]] as const,
    },
    {
      key: 'headers',
      value: 'v',
      headers: [
        ['b', '1'],
        ['a', '2'],
        ['b', ''],
        ['10', null],
        ['2', 'ä'],
      ] as const,
    },
  ])
    expect(await producer.send({ topic, ...message })).toMatchObject({ outcome: 'acked' });
  await producer.close();
  return topic;
}

describe('produce --file', () => {
  withKcat('stores lines as kcat does, byte by byte', async () => {
    const [ours, theirs] = [await kafka.freshTopic(1), await kafka.freshTopic(1)];
    const { exitCode } = await job(kafka.local, 'produce', ['-t', ours, '--file', '-'], { input: asFile('\n') });
    await kcat(theirs, ['-P'], asFile('\n'));
    expect(exitCode).toBe(0);
    expect(await valuesIn(theirs)).toEqual(LINES.map((line) => line.toString('latin1')));
    expect(await valuesIn(ours)).toEqual(await valuesIn(theirs));
  });

  test('takes \\r\\n for the end of a line, as the console producer does', async () => {
    const [ours, theirs] = [await kafka.freshTopic(1), await kafka.freshTopic(1)];
    await job(kafka.local, 'produce', ['-t', ours, '--file', '-'], { input: asFile('\r\n') });
    const args = ['--bootstrap-server', kafka.local.bootstrap[0]!, '--topic', theirs];
    await runKafkaTool('kafka.tools.ConsoleProducer', args, 'one\r\ntwo\r\n');
    expect(await valuesIn(theirs)).toEqual(['one', 'two']);
    expect(await valuesIn(ours)).toEqual(LINES.map((line) => line.toString('latin1')));
  });

  test('takes keys from a field with all their digits', async () => {
    const topic = await kafka.freshTopic(1);
    const numbers = ['12345678901234567890', '1e400', '1.0', '-0', '0.1000'];
    const input = numbers.map((number) => `{"nested":{"id":1},"id":${number}}\n`).join('');
    await job(kafka.local, 'produce', ['-t', topic, '--file', '-', '--key-field', 'id'], { input });
    expect((await job(kafka.local, 'consume', ['-t', topic, '-f', '%k\\n'])).stdout).toBe(numbers.join('\n') + '\n');
  });

  test('refuses a line that no message may be as long as, and keeps what came before', async () => {
    const topic = await kafka.freshTopic(1);
    const input = Buffer.concat([Buffer.from('before\n'), Buffer.alloc(40_000_000, 'x')]);
    const { exitCode, stderr } = await job(kafka.local, 'produce', ['-t', topic, '--file', '-'], { input });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('stdin:2 is longer than 33,554,432 bytes');
    expect(await valuesIn(topic)).toEqual(['before']);
  });
});

describe('consume prints as kcat does, byte by byte,', () => {
  let topic: string;
  beforeAll(async () => (topic = await strangeMessages()));

  withKcat.each<[string, string[]]>([
    ['values', []],
    ['all by format', ['-f', '%t %p %o %T %k %K %s %S %h %R\\n']],
    ['escapes', ['-f', 'a\\x41\\t\\r\\012\\65\\q\\\\%%|']],
  ])('%s', async (_, args) => {
    const { stdoutBytes } = await job(kafka.local, 'consume', ['-t', topic, ...args]);
    expect(stdoutBytes.toString('latin1')).toBe(
      (await kcat(topic, ['-C', '-e', '-q', ...args])).stdoutBytes.toString('latin1'),
    );
  });

  withKcat('and as a member of a group', async () => {
    const { stdoutBytes } = await job(kafka.local, 'consume', ['-t', topic, '-g', 'bytes']);
    expect(stdoutBytes).toEqual((await kcat(topic, ['-C', '-e', '-q'])).stdoutBytes);
  });

  withKcat("--json is kcat's -J, field by field, but for bytes that JSON cannot hold: those are base64", async () => {
    const { stdout } = await job(kafka.local, 'consume', ['-t', topic, '--json']);
    const theirs = (await kcat(topic, ['-C', '-e', '-q', '-J'])).stdoutBytes.toString('latin1');
    // kcat writes any bytes as they are: read as Latin-1 it is JSON in any case. The text keeps the order of fields.
    const retold = jsonLines(theirs).map((line) =>
      JSON.stringify(line, (_, value: unknown) => (typeof value === 'string' ? textOrBase64(value) : value)),
    );
    expect(jsonLines(stdout).map((line) => JSON.stringify(line))).toEqual(retold);
    expect(retold).toHaveLength(6);
    expect(stdout).not.toContain('\ufffd');
  });
});
