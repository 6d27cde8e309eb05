import type { ReceivedMessage } from '../kafka';
import { contentOfMessage, contentOfRecord, messageOfRecord, parseRecord, recordLine } from './record';

const bytes = (...values: number[]) => Buffer.from(values);
const base: ReceivedMessage = {
  partition: 1,
  offset: 5,
  timestamp: 1000,
  timestampType: 'create',
  key: null,
  value: null,
  headers: [],
};

const CASES: Readonly<Record<string, Partial<ReceivedMessage>>> = {
  'nothing at all': {},
  'an empty key and value, which are not null': { key: bytes(), value: bytes() },
  'bytes that are no UTF-8': { key: bytes(0x80, 0xff), value: bytes(0xc3) },
  'a byte order mark': { value: bytes(0xef, 0xbb, 0xbf, 0x61) },
  'a NUL, line ends and quotes': { value: Buffer.from('\0\n\r\u2028"\\') },
  'what looks like bytes in base64': { value: Buffer.from('{"base64":"AA=="}') },
  'headers in order, repeated, empty, null and of bytes': {
    headers: [
      ['b', Buffer.from('1')],
      ['a', null],
      ['b', bytes()],
      ['', bytes(0xff)],
    ],
  },
  'a time before 1970': { timestamp: -5 },
};

test.each(Object.entries(CASES))('a record of %s comes back byte for byte', (_, fields) => {
  const message = { ...base, ...fields };
  const line = recordLine(message);
  expect(line.indexOf('\n')).toBe(line.length - 1);
  const record = parseRecord(line);
  const sent = messageOfRecord(record, { topic: 't', partition: 1 });
  const inBytes = (field: string | Uint8Array | null) => (field === null ? null : Buffer.from(field as string));
  expect(record.offset).toBe(5);
  expect(sent).toMatchObject({ topic: 't', partition: 1, timestamp: message.timestamp });
  expect([inBytes(sent.key!), inBytes(sent.value)]).toEqual([message.key, message.value]);
  const headers = sent.headers as readonly (readonly [string, string | Uint8Array | null])[];
  expect(headers.map(([name, value]) => [name, inBytes(value)])).toEqual(message.headers);
  expect(contentOfRecord(record)).toBe(contentOfMessage(message));
});

test('records that differ in one thing have another content', () => {
  const contents = Object.values(CASES).map((fields) => contentOfMessage({ ...base, ...fields }));
  expect(new Set(contents).size).toBe(contents.length);
});
