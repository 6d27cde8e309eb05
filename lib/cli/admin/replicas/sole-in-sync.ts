import type { Client, PlannedMove } from '../../../kafka';
import { command } from '../../../package';
import { counted } from './moves';

/** Moves whose copies were their second ones: what to tell of partitions that are left with one replica in sync; undefined of none. */
export function soleInSync(
  cancelled: readonly PlannedMove[],
  topics: Client['metadata']['topics'],
  up: readonly number[],
): string | undefined {
  const alone = cancelled.filter(({ topic, partition, from }) => {
    const inSync = topics.get(topic)?.partitions.find((each) => each.partition === partition)?.inSync ?? from;
    return from.length > 1 && from.filter((id) => inSync.includes(id)).length < 2;
  });
  if (alone.length === 0) return undefined;
  const down = [...new Set(alone.flatMap(({ from }) => from))].filter((id) => !up.includes(id)).sort((a, b) => a - b);
  const what = `what was being copied of ${counted(alone.length)} is dropped, and ${alone.length === 1 ? 'it has' : 'each of them has'} one replica in sync`;
  if (down.length === 0) return `${what}, until the others have caught up`;
  const names = [...new Set(alone.map(({ topic }) => topic))].join(' ');
  const needed = Math.max(...alone.map(({ from }) => from.length));
  const ids = [...up].sort((a, b) => a - b);
  const otherwise =
    ids.length < needed
      ? ''
      : `, or have brokers that are up take its place (${command('topics', `reassign ${names} --to ${ids.join(',')}`)})`;
  return `${what}, as broker ${down.join(', ')} is not up: start it (${command('up')})${otherwise}`;
}
