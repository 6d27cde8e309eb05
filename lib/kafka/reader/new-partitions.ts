import type { Client } from '../client/client';
import { METADATA_MAX_AGE_MS } from '../client/timeouts';

/**
 * Calls `onNew` with the partitions that the topic gets beyond the first `count`, within ten seconds.
 * @returns what ends it
 */
export function watchForPartitions(
  client: Client,
  topic: string,
  count: number,
  onNew: (partitions: readonly number[]) => void,
): () => void {
  const timer = setInterval(() => void client.refresh().catch(() => undefined), METADATA_MAX_AGE_MS);
  const stopListening = client.onRefresh(() => {
    const partitions = client.metadata.topics.get(topic)?.partitions.map(({ partition }) => partition) ?? [];
    const added = partitions.slice(count);
    count += added.length;
    if (added.length > 0) onNew(added);
  });
  return () => {
    clearInterval(timer);
    stopListening();
  };
}
