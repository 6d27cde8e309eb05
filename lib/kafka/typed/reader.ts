import type { Topic } from '../../cluster';
import { KafkaError } from '../protocol/errors';
import { logLeftOut } from '../reader/leave-out';
import type { ReadOptions } from '../reader/options';
import { read } from '../reader/read';
import { decoded, unreadable, type TypedReceivedMessage } from './message';
import { openUnlessAborted, type OpenClient } from './open-client';

export type ReaderOptions = Omit<ReadOptions, 'topic'>;

/** Reads a topic without a group, message by message. */
export async function* readMessages<Value>(
  openClient: OpenClient,
  topic: Topic<string, Value>,
  options: ReaderOptions,
): AsyncGenerator<TypedReceivedMessage<Value>, void, undefined> {
  const { signal } = options;
  const client = await openUnlessAborted(openClient, signal);
  if (!client) return;
  try {
    for await (const { messages } of read(client, { ...options, topic: topic.name })) {
      for (const message of messages) {
        if (signal?.aborted) return;
        const typed = decoded(topic, message);
        if (!(typed instanceof KafkaError)) yield typed;
        else if (options.onUnreadable === 'skip') logLeftOut(client.log, unreadable(topic, message, typed));
        else throw typed;
      }
    }
  } finally {
    await client.close();
  }
}
