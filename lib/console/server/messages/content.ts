import { isUtf8 } from 'node:buffer';
import type { ReceivedMessage } from '../../../kafka';
import type { Content, GivenContent, MessageRow } from '../../api';

/** Of each key, value and header in a list: a line of 10 MB is not to be sent and shown a hundred times. */
export const LISTED_BYTES = 2000;
/** Of a message that is looked at by itself. What is larger can be downloaded. */
export const SHOWN_BYTES = 1_000_000;

export function content(bytes: Uint8Array, maxBytes: number): Content {
  const size = bytes.length;
  const isText = isUtf8(bytes);
  const end = size <= maxBytes ? size : isText ? characterStart(bytes, maxBytes) : maxBytes;
  const shown = Buffer.from(bytes.buffer, bytes.byteOffset, end);
  const cut = end < size ? ({ isCut: true } as const) : {};
  return isText ? { size, text: shown.toString(), ...cut } : { size, base64: shown.toString('base64'), ...cut };
}

/** Of the character that byte is of. */
function characterStart(bytes: Uint8Array, index: number): number {
  let start = index;
  while (start > 0 && (bytes[start]! & 0xc0) === 0x80) start--;
  return start;
}

const optionalContent = (bytes: Uint8Array | null, maxBytes: number): Content | null =>
  bytes === null ? null : content(bytes, maxBytes);

export const messageRow = (message: ReceivedMessage, maxBytes: number): MessageRow => ({
  partition: message.partition,
  offset: message.offset,
  timestamp: message.timestamp,
  timestampType: message.timestampType,
  key: optionalContent(message.key, maxBytes),
  value: optionalContent(message.value, maxBytes),
  headers: message.headers.map(([name, value]) => [name, optionalContent(value, maxBytes)]),
});

export function givenBytes(given: GivenContent): Buffer | null {
  if (given === null) return null;
  return 'text' in given ? Buffer.from(given.text) : Buffer.from(given.base64, 'base64');
}
