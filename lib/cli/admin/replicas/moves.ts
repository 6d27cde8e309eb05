import { describeLogDirs, listReassignments, type AdminOptions, type Client, type PlannedMove } from '../../../kafka';
import { bytes, table } from '../../../cli-kit';

export const counted = (count: number, what = 'partition'): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Moves that are under way, as if they were planned. */
export const movesUnderWay = async (
  client: Client,
  isMeant: (topic: string) => boolean,
  options: AdminOptions,
): Promise<readonly PlannedMove[]> =>
  (await listReassignments(client, options))
    .filter(({ topic }) => isMeant(topic))
    .map(({ topic, partition, replicas, adding }) => ({
      topic,
      partition,
      from: replicas.filter((id) => !adding.includes(id)),
      replicas,
    }));

/** A plan as a table, and what it costs. */
export async function planText(client: Client, moves: readonly PlannedMove[], options: AdminOptions): Promise<string> {
  const sizeOf = await sizes(client, options);
  const copied = moves.map((move) => ({ move, copies: move.replicas.filter((id) => !move.from.includes(id)).length }));
  const copies = copied.reduce((sum, each) => sum + each.copies, 0);
  const size = copied.reduce((sum, each) => sum + each.copies * (sizeOf(each.move) ?? 0), 0);
  const ordered = copied.filter((each) => each.copies === 0).length;
  const rows = moves.map(({ topic, partition, from, replicas }) => [
    ...[topic, String(partition), from.join(','), replicas.join(',')],
  ]);
  const costs = [
    ...(copies > 0 ? [`copies ${counted(copies, 'replica')}, ${bytes(size)} in all`] : []),
    ...(ordered > 0 ? [`copies nothing of ${counted(ordered)}`] : []),
  ];
  return `${table(['TOPIC', 'PARTITION', 'FROM', 'TO'], rows)}\n${costs.join('; ')}`;
}

/** Of the largest copy that there is. */
async function sizes(
  client: Client,
  { signal }: AdminOptions,
): Promise<(of: { readonly topic: string; readonly partition: number }) => number | undefined> {
  const found = new Map<string, number>();
  for (const { directories = [] } of await describeLogDirs(client, { signal })) {
    for (const { topic, partition, size } of directories.flatMap(({ replicas }) => replicas)) {
      const name = `${topic}/${partition}`;
      found.set(name, Math.max(size, found.get(name) ?? 0));
    }
  }
  return ({ topic, partition }) => found.get(`${topic}/${partition}`);
}
