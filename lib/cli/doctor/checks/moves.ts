import { command } from '../../../package';
import type { Check } from '../check';
import { named } from '../named';

/** Moves of replicas that cannot end. */
export const moves: Check = {
  id: 'moves',
  findings: ({ kafka }) => {
    if (!kafka) return [];
    const up = new Set(kafka.health.brokers.flatMap(({ id, address }) => (address === undefined ? [] : [id])));
    const stuck = kafka.moves.filter(({ adding }) => adding.some((id) => !up.has(id)));
    if (stuck.length === 0) return [];
    const brokers = [...new Set(stuck.flatMap(({ adding }) => adding))].filter((id) => !up.has(id));
    const what = `${named(stuck)} cannot be moved to broker ${brokers.join(', ')}, which is not up`;
    return [{ level: 'failure', what, command: command('topics', 'reassign --cancel') }];
  },
};
