import type { IHeaders, KafkaMessage, Message as Given } from 'kafkajs';
import type { Header, Message, ReceivedHeader, ReceivedMessage } from '../kafka';

/** A message to be sent, as the engine takes it. */
export const messageOf = (topic: string, { key, value, partition, headers, timestamp }: Given): Message => ({
  topic,
  key,
  value,
  partition,
  headers: headers && Object.entries(headers).flatMap(headersOf),
  timestamp: timestamp === undefined ? undefined : Number(timestamp),
});

/** A list is several headers of that name; undefined is what kafkajs takes for null. */
const headersOf = ([name, value]: [string, IHeaders[string]]): Header[] =>
  (Array.isArray(value) ? value : [value]).map((one) => [name, one ?? null]);

/** A message that was read, as kafkajs hands it out: of one literal, since to spread one into another takes longer than all the rest. */
export const kafkaMessageOf = ({ key, value, timestamp, offset, headers }: ReceivedMessage): KafkaMessage =>
  ({
    magicByte: 2,
    attributes: 0,
    timestamp: millisecondsText(timestamp),
    offset: `${offset}`,
    key,
    value,
    headers: headersByName(headers),
    isControlRecord: false,
  }) as unknown as KafkaMessage;

let last = { timestamp: 0, text: '0' };

/** Many messages in turn are of the same millisecond, and so large a number is slow to write. */
function millisecondsText(timestamp: number): string {
  if (timestamp !== last.timestamp) last = { timestamp, text: `${timestamp}` };
  return last.text;
}

function headersByName(headers: readonly ReceivedHeader[]): IHeaders {
  const byName: Record<string, Buffer | Buffer[] | undefined> = {};
  for (const [name, value] of headers) {
    const before = byName[name];
    const one = value as Buffer;
    byName[name] = before === undefined ? one : Array.isArray(before) ? [...before, one] : [before, one];
  }
  return byName;
}
