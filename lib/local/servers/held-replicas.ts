import { readdirSync } from 'node:fs';
import { partitionOf, replicasIn } from '../../cluster';

/** The replicas that a broker has, such as `test-0`, by the folders of its data: no server is asked. */
export const replicasOf = (data: string): readonly string[] => replicasIn(foldersIn(data));

/** How many of them each topic has. */
export function heldReplicas(data: string): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { topic } of replicasOf(data).map(partitionOf)) held.set(topic, (held.get(topic) ?? 0) + 1);
  return held;
}

function foldersIn(path: string): string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name);
  } catch {
    return [];
  }
}

const MAX_NAMED = 3;

/** Such as `12 partitions (orders 9, payments 3)`; undefined when none is held. */
export function heldText(held: ReadonlyMap<string, number>): string | undefined {
  if (held.size === 0) return undefined;
  const topics = [...held].sort(([, a], [, b]) => b - a);
  const count = topics.reduce((sum, [, partitions]) => sum + partitions, 0);
  const named = topics.slice(0, MAX_NAMED).map(([topic, partitions]) => `${topic} ${partitions}`);
  const more = topics.length > MAX_NAMED ? [`${topics.length - MAX_NAMED} more topics`] : [];
  return `${count} partition${count === 1 ? '' : 's'} (${[...named, ...more].join(', ')})`;
}
