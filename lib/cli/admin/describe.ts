import type { TopicDetails } from '../../kafka';
import { grouped, table, timeSpan } from '../../cli-kit';

/** What `admin describe` prints: partitions that are not fully in sync come first. */
export function describe(topic: TopicDetails): string {
  const partitions = [...topic.partitionDetails].sort((a, b) => missing(b) - missing(a) || a.partition - b.partition);
  const messages = messagesOf(topic);
  return [
    [
      `${topic.name}: ${topic.partitions} ${topic.partitions === 1 ? 'partition' : 'partitions'}`,
      `replication factor ${topic.replicationFactors.join(', ')}`,
      `min.insync.replicas ${topic.minInSync}`,
      messages === undefined ? 'messages unknown' : `${grouped(messages)} ${messages === 1 ? 'message' : 'messages'}`,
    ].join(', '),
    table(
      ['PARTITION', 'LEADER', 'REPLICAS', 'ISR', 'LOG-START-OFFSET', 'LOG-END-OFFSET', 'LAST-WRITE'],
      partitions.map((partition) => [
        String(partition.partition),
        String(partition.leader ?? 'none !'),
        partition.replicas.join(','),
        `${partition.inSync.join(',')}${missing(partition) > 0 ? ' !' : ''}`,
        partition.firstOffset ?? '-',
        partition.nextOffset ?? '-',
        partition.lastWrite === undefined ? '-' : `${timeSpan(Math.max(0, Date.now() - partition.lastWrite))} ago`,
      ]),
    ),
    ...(topic.config.length > 0
      ? [
          table(
            ['CONFIG', 'VALUE', 'DEFAULT'],
            topic.config.map(({ name, value, default: usual }) => [name, value, usual ?? '-']),
          ),
        ]
      : []),
  ].join('\n');
}

const missing = ({ replicas, inSync }: TopicDetails['partitionDetails'][number]): number =>
  replicas.length - inSync.length;

/** undefined while a partition is offline: nobody knows then. */
const messagesOf = ({ partitionDetails }: TopicDetails): number | undefined =>
  partitionDetails.reduce<number | undefined>(
    (sum, { firstOffset, nextOffset }) =>
      sum === undefined || firstOffset === undefined || nextOffset === undefined
        ? undefined
        : sum + nextOffset - firstOffset,
    0,
  );
