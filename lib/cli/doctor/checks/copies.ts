import { soleCopies } from '../../../target';
import type { Check } from '../check';

/** Topics of which a lost disk takes messages, though there are brokers for copies. */
export const copies: Check = {
  id: 'copies',
  follows: ['servers', 'answers', 'registration'],
  findings: ({ cluster, kafka }) => {
    const wished = new Map(cluster.topics.map(({ name, replicationFactor }) => [name, replicationFactor]));
    const found = soleCopies(
      [...(kafka?.topics.values() ?? [])].filter(({ name }) => wished.get(name) !== 1),
      cluster,
    );
    return found ? [{ level: 'warning', ...found }] : [];
  },
};
