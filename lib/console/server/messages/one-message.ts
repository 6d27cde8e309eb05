import type { Client, ReceivedMessage } from '../../../kafka';
import { Refusal } from '../refusal';
import { readRanges } from './read-ranges';

/** @throws {Refusal} 404 where there is none: it was deleted, or is a marker of a transaction */
export async function oneMessage(
  client: Client,
  topic: string,
  partition: number,
  offset: number,
  signal: AbortSignal,
): Promise<ReceivedMessage> {
  const range = { partition, low: offset, high: offset + 1 };
  for await (const message of readRanges(client, topic, [range], signal)) {
    if (message.offset === offset) return message;
  }
  throw new Refusal(404, 'UNKNOWN_MESSAGE', `there is no message at offset ${offset} of ${topic}/${partition}`);
}
