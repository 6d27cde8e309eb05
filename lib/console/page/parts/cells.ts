import type { BrokerRow, PartitionRow, TopicRow } from '../../api';

/** What a broker is to a partition of which it should hold a replica. */
export type Cell = 'leader' | 'in sync' | 'lagging' | 'silent' | 'offline';

/** undefined where it holds none. */
export function cellOf(
  [leader, replicas, inSync]: PartitionRow,
  { id, state }: Pick<BrokerRow, 'id' | 'state'>,
): Cell | undefined {
  if (!replicas.includes(id)) return undefined;
  if (leader < 0) return 'offline';
  // Kafka says so only once its session has timed out.
  if (state !== 'up') return 'silent';
  if (leader === id) return 'leader';
  return inSync.includes(id) ? 'in sync' : 'lagging';
}

/** What is wrong with a topic, in words; undefined for nothing. */
export function troubleOf({ partitions }: TopicRow, brokers: readonly BrokerRow[]): string | undefined {
  const silent = new Set(brokers.filter(({ state }) => state !== 'up').map(({ id }) => id));
  const offline = partitions.filter(([leader]) => leader < 0).length;
  const behind = partitions.filter(
    ([leader, replicas, inSync]) =>
      leader >= 0 && (inSync.length < replicas.length || replicas.some((id) => silent.has(id))),
  ).length;
  const parts = [...(offline > 0 ? [`${offline} offline`] : []), ...(behind > 0 ? [`${behind} not in sync`] : [])];
  return parts.length > 0 ? parts.join(', ') : undefined;
}
