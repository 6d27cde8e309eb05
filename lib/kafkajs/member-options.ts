import type { ConsumeOptions } from '../kafka';
import { assignorsOf } from './assigners';
import { deadlineOf } from './retry';
import type { RunnerOptions } from './runner-options';

/** A batch may take that long, as with Java's clients, whatever a rebalance waits for with kafkajs. */
const MIN_POLL_INTERVAL_MS = 300_000;
/** As long as the coordinator may be away when its broker dies. */
const MIN_DEADLINE_MS = 30_000;

/** What was said of a consumer of kafkajs, as a member of ours is told it. */
export function memberOptions({ consumer, topics, logger, run }: RunnerOptions): ConsumeOptions {
  const { rebalanceTimeout = 0, sessionTimeout, maxWaitTimeInMs, maxBytes, maxBytesPerPartition, retry } = consumer;
  const deadlineMs = deadlineOf(retry);
  const given = {
    sessionTimeoutMs: sessionTimeout,
    fetchMaxWaitMs: maxWaitTimeInMs,
    fetchMaxBytes: maxBytes,
    maxPartitionFetchBytes: maxBytesPerPartition,
    deadlineMs: deadlineMs === undefined ? undefined : Math.max(deadlineMs, MIN_DEADLINE_MS),
  };
  return {
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object),
    groupId: consumer.groupId,
    topics: [...topics.keys()],
    fromBeginning: Object.fromEntries(topics),
    assignors: assignorsOf(consumer, logger),
    isolation: consumer.readUncommitted ? 'read_uncommitted' : 'read_committed',
    offsetReset: [...topics.values()].includes(true) ? 'earliest' : 'latest',
    maxPollIntervalMs: Math.max(rebalanceTimeout, MIN_POLL_INTERVAL_MS),
    concurrency: run.partitionsConsumedConcurrently ?? 1,
  };
}
