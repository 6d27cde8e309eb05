import type { Message } from '../message';
import { messageFault } from './message-fault';

const message = (given: object): Message => ({ topic: 'test', value: 'x', ...given });

test.each([
  [{ value: 'a\ud800b' }, "value holds half of a surrogate pair, which is no character: 'a\\ud800b'"],
  [{ key: 'a\udc00' }, "key holds half of a surrogate pair, which is no character: 'a\\udc00'"],
  [{ headers: { h: '\ud800' } }, 'header "h" holds half of a surrogate pair, which is no character: \'\\ud800\''],
  [{ value: 5 }, 'value must be text, bytes or null, but 5 was given'],
  [{ timestamp: 1.5 }, 'timestamp must be whole milliseconds since 1970, but 1.5 was given'],
])('%j is no message: %s', (given, fault) => expect(messageFault(message(given))).toBe(fault));

test.each([{ timestamp: 0 }, { value: null }, { value: 'ä😀' }, { headers: [['h', null]] }])('%j is one', (given) =>
  expect(messageFault(message(given))).toBeUndefined(),
);
