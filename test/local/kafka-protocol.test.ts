import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as consumerProtocol from '../../lib/kafka/protocol/consumer-protocol';
import { Reader } from '../../lib/kafka/protocol/codec/reader';
import { ZERO_UUID } from '../../lib/kafka/protocol/codec/scalars';
import type { Fields, Type } from '../../lib/kafka/protocol/codec/type';
import { Writer } from '../../lib/kafka/protocol/codec/writer';
import type { DescribedRequest } from '../../lib/kafka/protocol/request';
import { fetch } from '../../lib/kafka/protocol/requests/fetch';
import { produce } from '../../lib/kafka/protocol/requests/produce';
import { KafkaClasses, type Answer } from '../support/kafka-classes';
import { randomValue, toJson } from '../support/random-values';

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

const kafka = new KafkaClasses();

/** @returns what compares random fields, encoded here and decoded there, and the other way round */
function compared(message: string, type: Type<unknown, never>, version: number, isFlexible: boolean): () => Answer[] {
  const checks = Array.from({ length: TIMES }, () => {
    const value = randomValue(type, version, Math.random);
    const writer = new Writer(version, isFlexible);
    type.write(writer, value as never);
    const hex = writer.bytes.toString('hex');
    const fields = toJson(type, value, version);
    const answer = kafka.ask({ message, version, hex, fields });
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
  test.each(
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

  test('is known to this test when it is described', () => {
    expect(described.length).toBe(readdirSync(requests).length - [fetch, produce].length);
  });
});

describe('a request that is encoded by hand', () => {
  const batch = Buffer.from('0102030405', 'hex');
  const batches = [
    { topic: 'värde', partition: 7, batch: [batch] },
    { topic: 'b', partition: 0, batch: [batch, batch] },
    { topic: 'värde', partition: 0, batch: [] },
  ];
  const asked = { batches, replicationTimeoutMs: 1234 };
  const ids = ['a', 'b'].map((letter) => Buffer.alloc(16, letter).toString('base64url'));
  const fetched = fetch.newestFor!;
  const given = { isolation: 'read_committed', maxWaitMs: 500, maxBytes: 99, maxPartitionBytes: 11 } as const;
  const topics = [
    { name: 'a', id: ids[0]!, partitions: [{ partition: 3, offset: 2 ** 40, leaderEpoch: 8 }] },
    { name: 'b', id: ids[1]!, partitions: [] },
  ];
  const encoded = {
    produce: produce.encode({ ...asked, transactionalId: 'mine' }, 8),
    produceWithoutTransaction: produce.encode(asked, 8),
    fetch: (version: number) => {
      const bytes = Buffer.concat(fetch.encode({ ...given, topics }, version));
      // The tagged fields of the header go before.
      return [version >= 12 ? bytes.subarray(1) : bytes];
    },
  };
  const produceFields = (transactionalId: string | null) => ({
    ...{ transactionalId, acks: -1, timeoutMs: 1234 },
    topicData: [
      {
        name: 'värde',
        partitionData: [
          { index: 7, records: '' },
          { index: 0, records: '' },
        ],
      },
      { name: 'b', partitionData: [{ index: 0, records: '' }] },
    ],
  });
  const fetchFields = (version: number) => {
    const position = { partition: 3, currentLeaderEpoch: 8, fetchOffset: 2 ** 40, logStartOffset: -1 };
    const last = version >= 12 ? { lastFetchedEpoch: -1 } : {};
    const topic = (index: number) => (version >= 13 ? { topicId: ids[index]! } : { topic: 'ab'[index] });
    return {
      ...{
        replicaId: -1,
        maxWaitMs: 500,
        minBytes: 1,
        maxBytes: 99,
        isolationLevel: 1,
        sessionId: 0,
        sessionEpoch: -1,
      },
      topics: [
        { ...topic(0), partitions: [{ ...position, ...last, partitionMaxBytes: 11 }] },
        { ...topic(1), partitions: [] },
      ],
      ...{ forgottenTopicsData: [], rackId: '' },
    };
  };

  test('goes by id where all ids are known', () => {
    const nameless = [...topics, { name: 'c', id: ZERO_UUID, partitions: [] }];
    expect([topics, nameless].map((topics) => fetched({ ...given, topics }))).toEqual([13, 12]);
  });

  test.each(
    [
      ['Produce', 8, encoded.produce, produceFields('mine')],
      ['Produce', 8, encoded.produceWithoutTransaction, produceFields(null)],
      ...[11, 12, 13].map((version) => ['Fetch', version, encoded.fetch(version), fetchFields(version)] as const),
    ].map(([name, version, parts, fields]) => {
      const hex = Buffer.concat(parts as Buffer[]).toString('hex');
      return [name, kafka.ask({ message: `${name as string}RequestData`, version, hex, fields }), fields] as const;
    }),
  )('is read by Kafka: %s', (_, answer, fields) => {
    const { left, fields: read } = answer();
    expect({ left, read }).toEqual({ left: 0, read: fields });
  });
});

describe('what members of a group tell each other', () => {
  test.each(
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
