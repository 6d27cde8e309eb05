import { command } from '../../../package';
import type { Check } from '../check';
import { named } from '../named';

/** Partitions that nobody leads: neither written nor read. */
export const offline: Check = {
  id: 'offline',
  findings: ({ state, kafka }) => {
    const partitions = kafka?.health.partitions.degraded.filter(({ isOffline }) => isOffline) ?? [];
    if (partitions.length === 0) return [];
    const brokers = [...new Set(partitions.flatMap(({ missing }) => missing))].sort((a, b) => a - b);
    const isDown = state.servers.some(({ role, state }) => role === 'broker' && state === 'down');
    return [
      {
        level: 'failure',
        what: `${named(partitions)} can be neither written nor read: replicas are on broker ${brokers.join(', ')} only`,
        command: isDown ? command('up') : undefined,
      },
    ];
  },
};
