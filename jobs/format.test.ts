import type { ReceivedMessage } from '../lib/kafka';
import { jsonLine, parseFormat, valueLine } from './format';

const message: ReceivedMessage = {
  partition: 2,
  offset: 14,
  timestamp: 1795406400003,
  timestampType: 'create',
  key: Buffer.from('1'),
  value: Buffer.from('New message # 29'),
  headers: [
    ['source', Buffer.from('shop')],
    ['many', Buffer.from('a')],
    ['many', null],
  ],
};
const tombstone: ReceivedMessage = { ...message, key: null, value: null, headers: [] };

test('a value is a line, a tombstone an empty one', () => {
  expect(valueLine('test', message)).toBe('New message # 29\n');
  expect(valueLine('test', tombstone)).toBe('\n');
});

test('JSON lines have the names of kcat', () => {
  expect(JSON.parse(jsonLine('test', message))).toEqual({
    topic: 'test',
    partition: 2,
    offset: 14,
    tstype: 'create',
    ts: 1795406400003,
    headers: { source: 'shop', many: ['a', null] },
    key: '1',
    payload: 'New message # 29',
  });
  expect(JSON.parse(jsonLine('test', tombstone))).toMatchObject({ key: null, payload: null });
});

test.each([
  ['%t/%p/%o: %k=%v\\n', 'test/2/14: 1=New message # 29\n'],
  ['%s', 'New message # 29'],
  ['%d\\t100%%', '1795406400003\t100%'],
  ['%h', '{"source":"shop","many":["a",null]}'],
])('the format %s prints %j', (format, expected) => expect(parseFormat(format)('test', message)).toBe(expected));

test.each(['%x', '%'])('the format "%s" is refused', (format) => {
  expect(() => parseFormat(format)).toThrow(/^must use %t %p %o %k %v/);
});
