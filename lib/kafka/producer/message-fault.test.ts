import type { Message } from '../message';
import { firstMessageFault, messageFault } from './message-fault';

const message = (given: object): Message => ({ topic: 'test', value: 'x', ...given });

test.each([
  [{ value: 'a\ud800b' }, "value holds half of a surrogate pair, which is no character: 'a\\ud800b'"],
  [{ key: 'a\udc00' }, "key holds half of a surrogate pair, which is no character: 'a\\udc00'"],
  [{ headers: { h: '\ud800' } }, 'header "h" holds half of a surrogate pair, which is no character: \'\\ud800\''],
  [{ value: 5 }, 'value must be text, bytes or null, but 5 was given'],
  [
    { headers: new Map([['h', '1']]) },
    'headers must be a list of names and values, or a record, but an object was given',
  ],
  [{ timestamp: 1.5 }, 'timestamp must be whole milliseconds since 1970, but 1.5 was given'],
])('%j is no message: %s', (given, fault) => expect(messageFault(message(given))).toBe(fault));

test.each([{ timestamp: 0 }, { value: null }, { value: 'ä😀' }, { headers: [['h', null]] }])('%j is one', (given) =>
  expect(messageFault(message(given))).toBeUndefined(),
);

test.each([
  [{ header: { h: '1' } }, 'it has no header: did you mean headers?'],
  [{ Key: 'k' }, 'it has no Key: did you mean key?'],
  [{ partitions: 1 }, 'it has no partitions: did you mean partition?'],
])('%j is no first message of a topic: %s', (given, fault) => expect(firstMessageFault(message(given))).toBe(fault));

test('what was received can be sent on, with what is not stored', () => {
  expect(
    firstMessageFault(message({ offset: 5, size: 3, timestampType: 'CreateTime', attributes: 0 })),
  ).toBeUndefined();
});
