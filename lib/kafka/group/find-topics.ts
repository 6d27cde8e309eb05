import type { Client } from '../client/client';
import { findTopic } from '../client/find-topic';

export const isKnown = (client: Client, topic: string): boolean =>
  (client.metadata.topics.get(topic)?.partitions.length ?? 0) > 0;

/** Waits until all are known, and watches them: asks once, however many there are. @throws {KafkaError} as `findTopic` */
export async function findTopics(
  client: Client,
  topics: readonly string[],
  deadlineMs: number,
  signal: AbortSignal,
): Promise<void> {
  client.watch(topics);
  if (topics.every((topic) => isKnown(client, topic))) return;
  await client.refresh(signal).catch(() => undefined);
  for (const topic of topics) if (!isKnown(client, topic)) await findTopic(client, topic, deadlineMs, signal);
}
