import type { Layout, PlannedPartition } from './layout';

/** A partition that `leader` may give up to a broker that has a copy of it. */
interface Step {
  readonly partition: PlannedPartition;
  readonly leader: number;
}

/**
 * Has a broker lead one partition less, and another one more: by a partition of which both have a copy, or by a chain of brokers
 * each of which gives one on; those between lead as many as before.
 * @param may - whether `leader` may give it to `next` @default - it may always
 */
export function passLead(
  layout: Layout,
  partitions: readonly PlannedPartition[],
  from: number,
  to: number,
  may: (partition: PlannedPartition, next: number, leader: number) => boolean = () => true,
): boolean {
  const reached = new Map<number, Step | undefined>([[from, undefined]]);
  for (const leader of reached.keys()) {
    if (leader === to) break;
    for (const partition of partitions) {
      const [first, ...others] = partition.replicas;
      if (first !== leader) continue;
      for (const next of others)
        if (!reached.has(next) && may(partition, next, leader)) reached.set(next, { partition, leader });
    }
  }
  let step = reached.get(to);
  if (!step) return false;
  for (let next = to; step; next = step.leader, step = reached.get(next)) layout.lead(step.partition, next);
  return true;
}
