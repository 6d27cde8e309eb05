import type { Check } from '../check';
import { somePartitions } from '../../../package/some-of';

/** Partitions that nobody leads: neither written nor read. */
export const offline: Check = {
  id: 'offline',
  findings: ({ kafka }) => {
    const partitions = kafka?.health.partitions.degraded.filter(({ isOffline }) => isOffline) ?? [];
    if (partitions.length === 0) return [];
    const brokers = [...new Set(partitions.flatMap(({ missing }) => missing))].sort((a, b) => a - b);
    return [
      {
        level: 'failure',
        what: `${somePartitions(partitions)} can be neither written nor read: replicas are on broker ${brokers.join(', ')} only`,
      },
    ];
  },
};
