/** A member of a group and what it subscribed to. */
export interface Member {
  readonly memberId: string;
  readonly topics: readonly string[];
}

/** Partitions by topic. */
export type Assignment = Readonly<Record<string, readonly number[]>>;

/** Under this name members of other clients' making agree to it. */
export const RANGE = 'range';

/** Gives each member a run of neighbouring partitions of each topic, as Java's RangeAssignor does. */
export function assignRanges(
  members: readonly Member[],
  partitionCounts: ReadonlyMap<string, number>,
): Map<string, Assignment> {
  const assignments = new Map<string, Record<string, number[]>>(members.map(({ memberId }) => [memberId, {}]));
  for (const [topic, count] of partitionCounts) {
    const subscribers = members.filter(({ topics }) => topics.includes(topic)).map(({ memberId }) => memberId);
    subscribers.sort().forEach((memberId, index) => {
      const from = Math.floor(count / subscribers.length) * index + Math.min(index, count % subscribers.length);
      const length = Math.floor(count / subscribers.length) + (index < count % subscribers.length ? 1 : 0);
      assignments.get(memberId)![topic] = Array.from({ length }, (_, i) => from + i);
    });
  }
  return assignments;
}
