import { since } from './codec/composites';
import { int32, string } from './codec/scalars';
import { errorCodes, request } from './request';

const described = {
  name: 'Example',
  key: 77,
  versions: [1, 3],
  flexible: 3,
  request: { topic: string },
  response: { throttleTimeMs: int32, leader: since(2, int32, -1) },
} as const;
const example = request(described);
const withPlainHeader = request({ ...described, hasPlainHeader: true });

const encoded = (version: number) => Buffer.concat(example.encode({ topic: 'a' }, version)).toString('hex');
const decoded = (of: typeof example, hex: string, version: number) => of.decode(Buffer.from(hex, 'hex'), version);

describe('a request', () => {
  test('is what it was described as', () => {
    expect(example).toMatchObject({ name: 'Example', key: 77, versions: [1, 3], hasPlainHeader: false });
    expect([1, 2, 3, 4].map((version) => example.isFlexible(version))).toEqual([false, false, true, true]);
    expect([example.request.kind, Object.keys(example.response.fields!)]).toEqual([
      'struct',
      ['throttleTimeMs', 'leader'],
    ]);
  });

  test('ends its header with tagged fields once it is flexible, before its own', () => {
    expect([encoded(2), encoded(3)]).toEqual(['000161', '00' + '0261' + '00']);
  });

  test('reads an answer of each version', () => {
    expect(decoded(example, '00000064', 1)).toEqual({ throttleTimeMs: 100, leader: -1 });
    expect(decoded(example, '0000006400000007', 2)).toEqual({ throttleTimeMs: 100, leader: 7 });
    expect(decoded(example, '00' + '0000006400000007' + '00', 3)).toEqual({ throttleTimeMs: 100, leader: 7 });
  });

  test('may have an answer whose header never has tagged fields', () => {
    expect(decoded(withPlainHeader, '0000006400000007' + '00', 3)).toEqual({ throttleTimeMs: 100, leader: 7 });
    expect(withPlainHeader.hasPlainHeader).toBe(true);
  });
});

describe('the error codes of an answer', () => {
  test('are found however deep they lie', () => {
    const partitions = [
      { partition: 0, errorCode: 3 },
      { partition: 1, errorCode: 0 },
    ];
    expect(errorCodes({ errorCode: 5, acquisitionErrorCode: 6, topics: [{ name: 'a', partitions }] })).toEqual([
      5, 6, 3, 0,
    ]);
  });

  test('are not looked for in bytes and in what is none', () => {
    expect(
      errorCodes({ records: Buffer.from('ab'), errorCodes: null, errorCodeOf: 1, name: 'errorCode', id: 7n }),
    ).toEqual([]);
    expect([null, undefined, 5, 'errorCode'].map(errorCodes)).toEqual([[], [], [], []]);
  });
});
