import type { Layout } from '../kafka';
import type { Verdict } from './decide';
import type { Metric } from './exposition';
import type { Measures } from './measures';

/** What all series together may be: those of the largest lags are told. */
export const MAX_LAGS = 1000;

export interface Measured extends Measures {
  /** `broker.id` */
  readonly id: number;
  readonly verdict: Verdict;
  /** As the broker sees it; undefined where it does not answer. */
  readonly layout: Layout | undefined;
}

/** What Prometheus is told of one broker; a number that is not known is left out, not zero. */
export function metricsOf({ id, verdict, layout, logBytes, groups, underMinInSync }: Measured): Metric[] {
  const broker = { broker: `${id}` };
  const one = (name: string, help: string, value: number | undefined, labels = broker): Metric[] =>
    value === undefined ? [] : [{ name, help, samples: [{ labels, value }] }];
  const partitions = layout?.topics.flatMap((topic) => topic.partitions);
  const count = (isCounted: (partition: NonNullable<typeof partitions>[number]) => boolean): number | undefined =>
    partitions?.filter(isCounted).length;
  const lags = (groups?.groups ?? [])
    .flatMap(({ groupId, lag }) => [...lag].map(([topic, value]) => ({ groupId, topic, value })))
    .sort((a, b) => b.value - a.value);
  return [
    ...one('kafka_broker_in_sync', 'Whether the broker is in sync in all that it replicates', Number(verdict.isReady)),
    ...one(
      'kafka_broker_replicas_behind',
      'Replicas of the broker that are not in sync, as it sees them itself',
      count(({ replicas, inSync }) => replicas.includes(id) && !inSync.includes(id)),
    ),
    ...one('kafka_broker_log_bytes', 'Bytes of all replicas on the disks of the broker', logBytes),
    ...one('kafka_brokers', 'Registered brokers, as this broker sees them', layout?.brokers.length),
    ...one('kafka_partitions', 'Partitions of the cluster, as this broker sees them', partitions?.length),
    ...one(
      'kafka_partitions_under_replicated',
      'Partitions of the cluster with replicas that are not in sync',
      count(({ replicas, inSync }) => inSync.length < replicas.length),
    ),
    ...one(
      'kafka_partitions_under_min_isr',
      'Partitions of the cluster with fewer replicas in sync than min.insync.replicas',
      underMinInSync,
    ),
    ...one(
      'kafka_partitions_offline',
      'Partitions of the cluster without a leader',
      count(({ leader }) => leader === undefined),
    ),
    ...(groups
      ? [
          {
            name: 'kafka_consumergroup_members',
            help: 'Members of the groups that this broker coordinates',
            samples: groups.groups.map(({ groupId, members }) => ({
              labels: { consumergroup: groupId },
              value: members,
            })),
          },
          {
            name: 'kafka_consumergroup_lag_sum',
            help: 'Offsets that the groups which this broker coordinates are behind, by topic: the largest',
            samples: lags.slice(0, MAX_LAGS).map(({ groupId, topic, value }) => ({
              labels: { consumergroup: groupId, topic },
              value,
            })),
          },
        ]
      : []),
    ...one(
      'kafka_consumergroups_left_out',
      'Groups that this broker coordinates and tells nothing of, as there are more than it asks about',
      groups?.leftOut,
    ),
  ];
}
