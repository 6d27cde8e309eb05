import { RecordBatchBuilder } from '../../lib/kafka/protocol/records/record-batch';
import { varintSize, varlongSize, writeVarint, writeVarlong } from '../../lib/kafka/protocol/records/varint';
import { KafkaClasses } from '../support/kafka-classes';

jest.setTimeout(120_000);

const kafka = new KafkaClasses();

describe('an integer of variable length', () => {
  const int32 = [0, 1, -1, 63, 64, -64, -65, 8191, 8192, 2 ** 20, 2 ** 27 - 1, 2 ** 27, 2 ** 31 - 1, -(2 ** 31)];
  const int53 = [...int32, 2 ** 31, -(2 ** 31) - 1, 2 ** 40, -(2 ** 40), 2 ** 53 - 1, 1 - 2 ** 53];
  const cases = [
    ...int32.map((value) => [value, varintSize(value), writeVarint, kafka.ask({ varint: value })] as const),
    ...int53.map((value) => [value, varlongSize(value), writeVarlong, kafka.ask({ varlong: value })] as const),
  ];

  test.each(cases)('has the bytes of Java: %d, %d of them', (value, size, write, answer) => {
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
    const builder = new RecordBatchBuilder();
    for (const { key, value, headers, timestamp } of records) {
      const bytes = key === null ? null : Buffer.from(key);
      builder.append(bytes, value, headers, timestamp);
    }
    return Buffer.concat(builder.seal(identity, sequence, { codec: 0, transactional: false })).toString('hex');
  };
  const builtByJava = (records: readonly GivenRecord[]) =>
    kafka.ask({
      ...{ producerId: Number(identity.producerId), epoch: identity.epoch, sequence },
      records: records.map(({ key, value, headers = {}, timestamp }) => ({
        ...{ key: base64(key), value: base64(value), timestamp },
        headers: Object.entries(headers).flatMap(([name, values]) =>
          [values].flat().map((text) => [name, base64(text)]),
        ),
      })),
    });

  test.each(
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
