import type { Reassignment } from '../../../kafka';
import { command } from '../../../package';
import type { Check, Finding } from '../check';
import { somePartitions } from '../../../package/some-of';

/** Moves of replicas: those that cannot end, and those that only take their time, as replicas that are not in sync yet show. */
export const moves: Check = {
  id: 'moves',
  findings({ kafka }) {
    if (!kafka) return [];
    const up = kafka.health.brokers.flatMap(({ id, address }) => (address === undefined ? [] : [id]));
    const filling = kafka.moves.filter(({ adding }) => adding.length > 0);
    const isStuck = ({ adding }: Reassignment) => adding.some((id) => !up.includes(id));
    return [
      ...stuck(filling.filter(isStuck), up),
      ...underWay(
        filling.filter((move) => !isStuck(move)),
        up,
      ),
    ];
  },
};

function stuck(moves: readonly Reassignment[], up: readonly number[]): readonly Finding[] {
  if (moves.length === 0) return [];
  const brokers = brokersOf(moves).filter((id) => !up.includes(id));
  const what = `${somePartitions(moves)} cannot be moved to broker ${brokers.join(', ')}, which is not up`;
  return [{ level: 'failure', what, command: command('topics', 'reassign --cancel') }];
}

function underWay(moves: readonly Reassignment[], up: readonly number[]): readonly Finding[] {
  if (moves.length === 0) return [];
  const topics = [...new Set(moves.map(({ topic }) => topic))].join(' ');
  const cancel = command('topics', 'reassign --cancel');
  const what = `${somePartitions(moves)} ${moves.length === 1 ? 'is' : 'are'} being copied to broker ${brokersOf(moves).join(', ')}, as was asked for: ${cancel} takes it back, and this waits for it`;
  // All may hold what they are to hold: nothing else is moved.
  return [{ level: 'warning', what, command: command('topics', `reassign ${topics} --to ${up.join(',')}`) }];
}

const brokersOf = (moves: readonly Reassignment[]): readonly number[] =>
  [...new Set(moves.flatMap(({ adding }) => adding))].sort((a, b) => a - b);
