import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { provideJars } from '../../lib/local/distribution/provide-jars';
import * as consumerProtocol from '../../lib/kafka/protocol/consumer-protocol';
import { Reader } from '../../lib/kafka/protocol/codec/reader';
import type { Fields, Type } from '../../lib/kafka/protocol/codec/type';
import { Writer } from '../../lib/kafka/protocol/codec/writer';
import type { DescribedRequest } from '../../lib/kafka/protocol/request';
import { RecordBatchBuilder } from '../../lib/kafka/protocol/records/record-batch';
import { varintSize, varlongSize, writeVarint, writeVarlong } from '../../lib/kafka/protocol/records/varint';
import { fetch } from '../../lib/kafka/protocol/requests/fetch';
import { produce } from '../../lib/kafka/protocol/requests/produce';
import { randomValue, toJson } from '../support/random-values';
import { run } from '../support/run';

jest.setTimeout(120_000);

const root = join(__dirname, '../..');
const requests = join(root, 'lib/kafka/protocol/requests');
const TIMES = 5;

type AnyRequest = DescribedRequest<Fields, Fields>;
const isRequest = (value: unknown): value is AnyRequest =>
  typeof value === 'object' && value !== null && 'request' in value && 'response' in value;

const described = readdirSync(requests)
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  .flatMap((file): unknown[] => Object.values(require(join(requests, file)) as object))
  .filter(isRequest);

interface Answer {
  readonly hex: string;
  readonly left: number;
  readonly fields: unknown;
  readonly key: number;
  readonly requestHeader: number;
  readonly responseHeader: number;
}

const questions: object[] = [];
let answers: readonly Answer[];

/** What Kafka's own classes say, all of them in one JVM before the first test. */
function ask(question: object): () => Answer {
  const index = questions.push(question) - 1;
  return () => answers[index]!;
}

beforeAll(async () => {
  const { classPath } = await provideJars();
  const program = join(root, 'test/java/KafkaMessages.java');
  const input = questions.map((question) => JSON.stringify(question)).join('\n');
  const { exitCode, stdout, stderr } = await run('java', ['-cp', classPath, program], { input });
  if (exitCode !== 0) throw new Error(stderr);
  const lines = stdout.trim().split('\n');
  answers = lines.map((line) => JSON.parse(line) as Answer);
});

/** @returns what compares random fields, encoded here and decoded there, and the other way round */
function compared(message: string, type: Type<unknown, never>, version: number, isFlexible: boolean): () => Answer[] {
  const checks = Array.from({ length: TIMES }, () => {
    const value = randomValue(type, version, Math.random);
    const writer = new Writer(version, isFlexible);
    type.write(writer, value as never);
    const hex = writer.bytes.toString('hex');
    const fields = toJson(type, value, version);
    const answer = ask({ message, version, hex, fields });
    return () => {
      const theirs = answer();
      expect({ message, version, hex: theirs.hex, left: theirs.left, fields: theirs.fields }).toEqual({
        ...{ message, version, hex, left: 0, fields },
      });
      expect(type.read(new Reader(Buffer.from(theirs.hex, 'hex'), version, isFlexible))).toEqual(value);
      return theirs;
    };
  });
  return () => checks.map((check) => check());
}

const versionsOf = ({ versions: [first, last] }: Pick<AnyRequest, 'versions'>) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('a request', () => {
  it.each(
    described.map((request) => {
      const checks = versionsOf(request).map((version) => {
        const isFlexible = request.isFlexible(version);
        const asked = compared(`${request.name}RequestData`, request.request, version, isFlexible);
        const answered = compared(`${request.name}ResponseData`, request.response, version, isFlexible);
        return () => {
          for (const { key, requestHeader, responseHeader } of [...asked(), ...answered()]) {
            expect({ key, requestHeader, responseHeader }).toEqual({
              key: request.key,
              requestHeader: isFlexible ? 2 : 1,
              responseHeader: isFlexible && !request.hasPlainHeader ? 1 : 0,
            });
          }
        };
      });
      return [request.name, checks] as const;
    }),
  )('has in each version the fields that Kafka gives it, both ways: %s', (_, checks) => {
    for (const check of checks) check();
  });

  it('is known to this test when it is described', () => {
    expect(described.length).toBe(readdirSync(requests).length - [fetch, produce].length);
  });
});

describe('a request that is encoded by hand', () => {
  const batch = Buffer.from('0102030405', 'hex');
  const asked = { topic: 'värde', partition: 7, batch: [batch], replicationTimeoutMs: 1234 };
  const partitions = [{ partition: 3, offset: 2 ** 40 }];
  const given = { isolation: 'read_committed', maxWaitMs: 500, maxBytes: 99, maxPartitionBytes: 11 } as const;
  const encoded = {
    produce: produce.encode({ ...asked, transactionalId: 'mine' }, 8),
    produceWithoutTransaction: produce.encode(asked, 8),
    fetch: fetch.encode(
      {
        ...given,
        topics: new Map([
          ['a', partitions],
          ['b', []],
        ]),
      },
      11,
    ),
  };
  const produceFields = (transactionalId: string | null) => ({
    ...{ transactionalId, acks: -1, timeoutMs: 1234 },
    topicData: [{ name: 'värde', partitionData: [{ index: 7, records: '' }] }],
  });
  const position = { partition: 3, currentLeaderEpoch: -1, fetchOffset: 2 ** 40, logStartOffset: -1 };
  const fetchFields = {
    ...{ replicaId: -1, maxWaitMs: 500, minBytes: 1, maxBytes: 99, isolationLevel: 1, sessionId: 0, sessionEpoch: -1 },
    topics: [
      { topic: 'a', partitions: [{ ...position, partitionMaxBytes: 11 }] },
      { topic: 'b', partitions: [] },
    ],
    ...{ forgottenTopicsData: [], rackId: '' },
  };

  it.each(
    [
      ['Produce', 8, encoded.produce, produceFields('mine')],
      ['Produce', 8, encoded.produceWithoutTransaction, produceFields(null)],
      ['Fetch', 11, encoded.fetch, fetchFields],
    ].map(([name, version, parts, fields]) => {
      const hex = Buffer.concat(parts as Buffer[]).toString('hex');
      return [name, ask({ message: `${name as string}RequestData`, version, hex, fields }), fields] as const;
    }),
  )('is read by Kafka: %s', (_, answer, fields) => {
    const { left, fields: read } = answer();
    expect({ left, read }).toEqual({ left: 0, read: fields });
  });
});

describe('what members of a group tell each other', () => {
  it.each(
    [0, 1, 2, 3].map(
      (version) =>
        [
          version,
          compared('ConsumerProtocolSubscription', consumerProtocol.subscription, version, false),
          compared('ConsumerProtocolAssignment', consumerProtocol.assignment, version, false),
        ] as const,
    ),
  )('is the same for Kafka: version %d', (_, subscription, assignment) => {
    subscription();
    assignment();
  });
});

describe('an integer of variable length', () => {
  const int32 = [0, 1, -1, 63, 64, -64, -65, 8191, 8192, 2 ** 20, 2 ** 27 - 1, 2 ** 27, 2 ** 31 - 1, -(2 ** 31)];
  const int53 = [...int32, 2 ** 31, -(2 ** 31) - 1, 2 ** 40, -(2 ** 40), 2 ** 53 - 1, 1 - 2 ** 53];
  const cases = [
    ...int32.map((value) => [value, varintSize(value), writeVarint, ask({ varint: value })] as const),
    ...int53.map((value) => [value, varlongSize(value), writeVarlong, ask({ varlong: value })] as const),
  ];

  it.each(cases)('has the bytes of Java: %d, %d of them', (value, size, write, answer) => {
    const bytes = Buffer.alloc(12);
    const end = write(bytes, 1, value);
    expect(bytes.toString('hex', 1, end)).toBe(answer().hex);
    expect(end - 1).toBe(size);
  });
});

describe('a record batch', () => {
  interface GivenRecord {
    readonly key: string | null;
    readonly value: string | null;
    readonly headers?: Readonly<Record<string, string | readonly string[]>>;
    readonly timestamp: number;
  }
  const identity = { producerId: 4_000_000_001n, epoch: 7 };
  const sequence = 42;
  const time = 1_795_614_959_521;

  const base64 = (text: string | null) => (text === null ? null : Buffer.from(text).toString('base64'));
  const built = (records: readonly GivenRecord[]): string => {
    const builder = new RecordBatchBuilder(0);
    for (const { key, value, headers, timestamp } of records) {
      const bytes = key === null ? null : Buffer.from(key);
      builder.append(bytes, value, headers, timestamp);
    }
    const [bytes] = builder.seal(identity, sequence, { codec: 0, transactional: false });
    return bytes.toString('hex');
  };
  const builtByJava = (records: readonly GivenRecord[]) =>
    ask({
      ...{ producerId: Number(identity.producerId), epoch: identity.epoch, sequence },
      records: records.map(({ key, value, headers = {}, timestamp }) => ({
        ...{ key: base64(key), value: base64(value), timestamp },
        headers: Object.entries(headers).flatMap(([name, values]) =>
          [values].flat().map((text) => [name, base64(text)]),
        ),
      })),
    });

  it.each(
    Object.entries<GivenRecord[]>({
      'one plain record': [{ key: 'k', value: 'v', timestamp: time }],
      'no key, no value': [{ key: null, value: null, timestamp: time }],
      'empty key and value': [{ key: '', value: '', timestamp: time }],
      'text beyond ASCII': [{ key: 'clé', value: 'värde 値 😀', timestamp: time }],
      'times that go back and far ahead': [0, -5, 2 ** 33, 3].map((d) => ({
        ...{ key: 'k', value: `${d}`, timestamp: time + d },
      })),
      headers: [{ key: 'k', value: 'v', timestamp: time, headers: { a: '1', b: ['2', 'trés'], c: '' } }],
      'a large value': [{ key: 'k', value: 'x'.repeat(100_000), timestamp: time }],
      many: Array.from({ length: 300 }, (_, i) => ({ key: `${i % 7}`, value: `value ${i}`, timestamp: time + i })),
    }).map(([name, records]) => [name, records, builtByJava(records)] as const),
  )('has the bytes of Java: %s', (_, records, answer) => {
    expect(built(records)).toBe(answer().hex);
  });
});
