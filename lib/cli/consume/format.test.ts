import type { ReceivedMessage } from '../../kafka';
import { jsonLine, parseFormat, valueLine, type Format } from './format';
import { Printout } from './printout';

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

const printed = (format: Format, ...messages: ReceivedMessage[]): Buffer => {
  const out = new Printout();
  for (const one of messages) format(out, one, { topic: 'test', broker: 3 });
  return out.bytes;
};
const text = (...args: Parameters<typeof printed>) => printed(...args).toString('latin1');

test('a value is a line, a tombstone an empty one', () => {
  expect(text(valueLine, message, tombstone)).toBe('New message # 29\n\n');
});

test('JSON lines have the names of kcat, in its order', () => {
  expect(text(jsonLine, message)).toBe(
    '{"topic":"test","partition":2,"offset":14,"tstype":"create","ts":1795406400003,"broker":3,' +
      '"headers":["source","shop","many","a","many",null],"key":"1","payload":"New message # 29"}\n',
  );
  expect(text(jsonLine, { ...tombstone, timestampType: 'append' })).toBe(
    '{"topic":"test","partition":2,"offset":14,"tstype":"logappend","ts":1795406400003,"broker":3,"key":null,"payload":null}\n',
  );
});

const raw = Buffer.from([0x80, 0xff]);
const binary: ReceivedMessage = { ...message, key: raw, value: raw, headers: [['raw', raw]] };

test('bytes that are no UTF-8 are base64 in JSON, and themselves elsewhere', () => {
  const base64 = { base64: 'gP8=' };
  expect(JSON.parse(text(jsonLine, binary))).toMatchObject({ headers: ['raw', base64], key: base64, payload: base64 });
  expect(text(parseFormat('%k%v%h'), binary)).toBe('\x80\xff\x80\xffraw=\x80\xff');
  expect(text(valueLine, binary)).toBe('\x80\xff\n');
});

test.each([
  ['%t/%p/%o: %k=%v\\n', 'test/2/14: 1=New message # 29\n'],
  ['%s', 'New message # 29'],
  ['%d\\t100%%', '1795406400003\t100%'],
  ['%h', 'source=shop,many=a,many=NULL'],
  ['%K %S %R', '1 16 \0\0\0\x10'],
  ['a\\x41b\\xffc', 'aAb\xffc'],
  ['\\0\\012\\65\\q\\\\ä\\', '\0\nAq\\\xc3\xa4\\'],
])('the format %s prints %j', (format, expected) => expect(text(parseFormat(format), message)).toBe(expected));

test.each(['%x', '%'])('the format "%s" is refused', (format) => {
  expect(() => parseFormat(format)).toThrow(/^must use %t %p %o %k %K %v/);
});

test('much is printed as well as little', () => {
  const large = { ...message, value: Buffer.alloc(1_000_000, 'ä') };
  const expected = Buffer.concat([large.value, Buffer.from('\nNew message # 29\n'), large.value, Buffer.from('\n')]);
  expect(printed(valueLine, large, message, large).equals(expected)).toBe(true);
});
