import type { Topic } from '../../cluster';
import type { ReadOptions } from '../reader/options';
import { read } from '../reader/read';
import { decoded, type TypedReceivedMessage } from './message';
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
        yield decoded(topic, message);
      }
    }
  } finally {
    await client.close();
  }
}
