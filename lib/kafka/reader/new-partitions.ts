import type { Client } from '../client/client';
import { METADATA_MAX_AGE_MS } from '../client/timeouts';
import type { TopicMetadata } from '../client/metadata';

/**
 * Calls `onNew` with the partitions that the topic gets beyond those that it has, within ten seconds.
 * @returns what ends it
 */
export function watchForPartitions(
  client: Client,
  { name, id, partitions }: TopicMetadata,
  onNew: (partitions: readonly number[]) => void,
): () => void {
  let [knownId, count] = [id, partitions.length];
  const timer = setInterval(() => void client.refresh().catch(() => undefined), METADATA_MAX_AGE_MS);
  const stopListening = client.onRefresh(() => {
    const topic = client.metadata.topics.get(name);
    if (!topic || topic.error) return;
    // Made anew with fewer: those beyond are new ones when they come back.
    if (topic.id !== knownId) count = Math.min(count, topic.partitions.length);
    knownId = topic.id;
    const added = topic.partitions.slice(count).map(({ partition }) => partition);
    count += added.length;
    if (added.length > 0) onNew(added);
  });
  return () => {
    clearInterval(timer);
    stopListening();
  };
}
