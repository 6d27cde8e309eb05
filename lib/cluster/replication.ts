import type { Replication } from './cluster';

/**
 * Factors that survive the loss of one broker where the number of brokers allows it: 3 → 3/2, 2 → 2/1, 1 → 1/1.
 * min.insync.replicas stays below the factor, or every restart would stop producers with acks=all.
 */
export function replicationFor(brokers: number): Replication {
  const factor = Math.min(brokers, 3);
  return { factor, minInSync: mostInSync(factor) };
}

/** The highest min.insync.replicas that a topic of this factor may have. */
export const mostInSync = (factor: number): number => Math.max(1, factor - 1);

/** What a topic of few replicas must have of its own: with `minInSync` of the brokers it could take no message, or not during a restart. */
export const topicMinInSync = (factor: number, minInSync: number): Readonly<Record<string, number>> =>
  minInSync > mostInSync(factor) ? { 'min.insync.replicas': mostInSync(factor) } : {};
