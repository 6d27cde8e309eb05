import { command } from '../../../package';
import type { Check } from '../check';
import { someOf } from '../named';

/** As many as Kafka's own topics have by default. */
const USUAL = 3;

/** Topics of which a lost disk takes messages, though there are brokers for copies. */
export const copies: Check = {
  id: 'copies',
  findings: ({ cluster, kafka }) => {
    const enough = Math.min(USUAL, cluster.brokers.length);
    const wished = new Map(cluster.topics.map(({ name, replicationFactor }) => [name, replicationFactor]));
    const topics = [...(kafka?.topics.values() ?? [])]
      .filter(({ name, replicationFactor }) => replicationFactor === 1 && enough > 1 && wished.get(name) !== 1)
      .map(({ name }) => name);
    if (topics.length === 0) return [];
    const what = `one disk has all there is of ${someOf(topics)}, with ${cluster.brokers.length} brokers`;
    return [
      {
        level: 'warning',
        what,
        command: command('topics', `rebalance ${topics.slice(0, 20).join(' ')} --replication-factor ${enough}`),
      },
    ];
  },
};
