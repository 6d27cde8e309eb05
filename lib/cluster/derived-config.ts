import type { Replication } from './cluster';

/**
 * The broker properties that hold for every broker of every place, each for a reason. The user's own go over them. Each version of
 * Kafka is told those of them that it knows.
 */
export const derivedConfig = ({ factor, minInSync }: Replication): Record<string, string> => ({
  // Kafka's defaults are 1 here, and the internal topics' 3 never come to be on fewer brokers.
  'default.replication.factor': `${factor}`,
  'min.insync.replicas': `${minInSync}`,
  'offsets.topic.replication.factor': `${factor}`,
  'transaction.state.log.replication.factor': `${factor}`,
  'transaction.state.log.min.isr': `${minInSync}`,
  'share.coordinator.state.topic.replication.factor': `${factor}`,
  'share.coordinator.state.topic.min.isr': `${minInSync}`,
  // Losing acknowledged messages is never the right answer to a lost broker; a mistyped topic is never a new topic.
  'unclean.leader.election.enable': 'false',
  'auto.create.topics.enable': 'false',
  'num.partitions': '3',
  // 50 of each by default: each is a folder, an open log and a preallocated index on every broker.
  'offsets.topic.num.partitions': '3',
  'transaction.state.log.num.partitions': '3',
  'share.coordinator.state.topic.num.partitions': '3',
  // Allocated on the heap at start; the default of 128 MiB kills a small heap.
  'log.cleaner.dedupe.buffer.size': '4194304',
  'log.segment.bytes': '134217728',
  'num.network.threads': '2',
  'num.io.threads': '4',
  'num.recovery.threads.per.data.dir': '2',
  // The last broker to stop cannot hand over its leaders: 3 × 500 ms instead of 3 × 5 s.
  'controlled.shutdown.retry.backoff.ms': '500',
  // A follower that asks a new leader before it knows that it leads asks again so much later; meanwhile nothing is acknowledged,
  // committed or visible there. By default that is a second of each handover.
  'replica.fetch.backoff.ms': '100',
  // Three seconds of every short consumer's life by default.
  'group.initial.rebalance.delay.ms': '0',
});
