import { command } from '../../../package';
import type { Check } from '../check';
import { someOf } from '../../../package/some-of';

/** Bounds that were meant for moves, and slow down whoever comes back since. */
export const throttle: Check = {
  id: 'throttle',
  findings: ({ kafka }) => {
    if (!kafka || kafka.moves.length > 0) return [];
    const topics = [...kafka.topics.values()]
      .filter(({ config }) => config.changed.some(({ name }) => name.endsWith('.replication.throttled.replicas')))
      .map(({ name }) => name);
    if (topics.length === 0) return [];
    const what = `replicas of ${someOf(topics)} are copied at a bounded rate, and nothing is being moved`;
    return [{ level: 'warning', what, command: command('topics', 'reassign --cancel') }];
  },
};
