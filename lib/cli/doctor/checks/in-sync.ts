import type { Check, Finding } from '../check';
import { somePartitions } from '../../../package/some-of';
import type { KafkaSeen } from '../seen';

/** Partitions with replicas that are behind. */
export const inSync: Check = {
  id: 'in-sync',
  findings: ({ kafka }) => {
    const partitions = kafka?.health.partitions.degraded.filter(({ isOffline }) => !isOffline) ?? [];
    const refused = partitions.filter((partition) => isClosed(kafka!, partition));
    const behind = partitions.filter((partition) => !refused.includes(partition) && !isBeingFilled(kafka!, partition));
    return [
      ...finding('failure', refused, 'take no messages: fewer replicas than min.insync.replicas are in sync'),
      ...finding('warning', behind, 'have fewer replicas in sync than they should'),
    ];
  },
};

type Degraded = KafkaSeen['health']['partitions']['degraded'][number];

function finding(level: Finding['level'], partitions: readonly Degraded[], what: string): readonly Finding[] {
  if (partitions.length === 0) return [];
  const brokers = [...new Set(partitions.flatMap(({ missing }) => missing))].sort((a, b) => a - b);
  return [{ level, what: `${somePartitions(partitions)} ${what}: broker ${brokers.join(', ')} is behind or away` }];
}

/** Kafka wants no more of a partition than it has replicas. */
function isClosed({ topics }: KafkaSeen, { topic, replicas, missing }: Degraded): boolean {
  const wanted = Number(topics.get(topic)?.config.values.get('min.insync.replicas') ?? 1);
  return replicas.length - missing.length < Math.min(wanted, replicas.length);
}

/** A move gives replicas to brokers that have nothing of it yet, which the check of moves tells. */
const isBeingFilled = ({ moves }: KafkaSeen, { topic, partition, missing }: Degraded): boolean =>
  moves.some(
    (move) => move.topic === topic && move.partition === partition && missing.every((id) => move.adding.includes(id)),
  );
