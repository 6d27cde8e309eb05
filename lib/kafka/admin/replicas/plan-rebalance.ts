import { groupBy } from '../../group-by';
import type { Layout, PlannedPartition } from './layout';
import { level } from './level';
import { passLead } from './pass-lead';
import {
  allowedLayout,
  fewest,
  movesOf,
  type PlannedMove,
  type ReassignmentPlan,
  type ReplicaAssignment,
} from './plan-reassignment';
import { spread, type Racks } from './racks';
import { requireArguments } from '../../client/require-arguments';

/**
 * What has to move so that brokers have equal shares of replicas and of leaders, of each topic and in all, give or take one as far as
 * racks allow it, with each partition in as many racks as it can be. Replicas move only as far as that takes: sooner those that
 * have to move anyway, sooner followers than leaders.
 * @returns only partitions that change; some of them only in who comes first, for which nothing is copied
 * @throws {KafkaError} `INVALID_REPLICATION_FACTOR` when there are fewer brokers than replicas
 */
export function planRebalance(
  assignments: readonly ReplicaAssignment[],
  plan: ReassignmentPlan,
): readonly PlannedMove[] {
  requireArguments({ assignments, plan });
  const { racks = new Map() } = plan;
  const brokers = [...new Set(plan.brokers)];
  const layout = allowedLayout(assignments, plan);
  const { partitions, holds, leads } = layout;
  const topics = [...groupBy(partitions, ({ topic }) => topic)];

  for (const partition of partitions) spreadOut(layout, partition, brokers, racks);
  for (const [topic, own] of topics)
    level(
      brokers,
      (id) => holds.of(id, topic),
      (from, to) => moveReplica(layout, own, { from, to, racks }),
    );
  // Of topics in which that changes who has one more than the other.
  level(
    brokers,
    (id) => holds.of(id),
    (from, to) => {
      const fitting = partitions.filter(({ topic }) => holds.of(from, topic) > holds.of(to, topic));
      return moveReplica(layout, fitting, { from, to, racks });
    },
  );
  for (const [topic, own] of topics)
    level(
      brokers,
      (id) => leads.of(id, topic),
      (from, to) => passLead(layout, own, from, to),
    );
  level(
    brokers,
    (id) => leads.of(id),
    (from, to) =>
      passLead(
        layout,
        partitions,
        from,
        to,
        ({ topic }, next, leader) => leads.of(leader, topic) > leads.of(next, topic),
      ),
  );
  return movesOf(layout);
}

/** Moves replicas that share a rack, the last first, to racks where the partition has none yet. */
function spreadOut(layout: Layout, partition: PlannedPartition, brokers: readonly number[], racks: Racks): void {
  const { replicas } = partition;
  const most = Math.min(replicas.length, spread(racks, brokers));
  for (let place = replicas.length - 1; place > 0 && spread(racks, replicas) < most; place--) {
    const others = replicas.filter((_, at) => at !== place);
    if (spread(racks, others) < spread(racks, replicas)) continue;
    layout.put(partition, place, fewest(layout, brokers, others, racks));
  }
}

interface Move {
  readonly from: number;
  readonly to: number;
  readonly racks: Racks;
}

/** Moves the replica for which the least has to be copied; none into a rack where its partition has another one. */
function moveReplica(layout: Layout, partitions: readonly PlannedPartition[], { from, to, racks }: Move): boolean {
  const price = (partition: PlannedPartition): number =>
    (partition.from.includes(from) ? 2 : 0) -
    (partition.from.includes(to) ? 2 : 0) +
    (partition.replicas[0] === from ? 1 : 0);
  let best: PlannedPartition | undefined;
  for (const partition of partitions) {
    const { replicas } = partition;
    if (!replicas.includes(from) || replicas.includes(to)) continue;
    const moved = replicas.map((id) => (id === from ? to : id));
    if (spread(racks, moved) < spread(racks, replicas)) continue;
    if (!best || price(partition) < price(best)) best = partition;
  }
  if (best) layout.put(best, best.replicas.indexOf(from), to);
  return best !== undefined;
}
