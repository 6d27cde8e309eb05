import { KafkaError } from '../../protocol/errors';
import { Layout } from './layout';
import { isElsewhere, type Racks } from './racks';
import { requireArguments } from '../../client/require-arguments';

/** Where a partition's replicas are to be; the first is its preferred leader. */
export interface ReplicaAssignment {
  readonly topic: string;
  readonly partition: number;
  readonly replicas: readonly number[];
}

export interface PlannedMove extends ReplicaAssignment {
  /** Where they are now, or on their way to. */
  readonly from: readonly number[];
}

export interface ReassignmentPlan {
  /** Brokers that may hold replicas. */
  readonly brokers: readonly number[];
  /** @default - as many replicas as each partition has */
  readonly replicationFactor?: number | undefined;
  /** A new replica goes where none of its partition's racks is yet, if it can. @default - brokers have none */
  readonly racks?: Racks | undefined;
}

/**
 * What has to move so that only `brokers` hold replicas, as many as wished, in an order that keeps leaders where they may stay.
 * Replicas stay where they are allowed to be; new ones go where the fewest are.
 * @returns only partitions that change
 * @throws {KafkaError} `INVALID_REPLICATION_FACTOR` when there are fewer brokers than replicas
 */
export const planReassignment = (
  assignments: readonly ReplicaAssignment[],
  plan: ReassignmentPlan,
): readonly PlannedMove[] => {
  requireArguments({ assignments, plan });
  return movesOf(allowedLayout(assignments, plan));
};

/** All partitions, none on a broker that may not hold it. @throws as {@link planReassignment} */
export function allowedLayout(
  assignments: readonly ReplicaAssignment[],
  { brokers, replicationFactor, racks = new Map() }: ReassignmentPlan,
): Layout {
  const allowed = [...new Set(brokers)];
  const layout = new Layout(
    assignments.map(({ topic, partition, replicas: from }) => {
      const count = replicationFactor ?? from.length;
      if (count > allowed.length) throw tooMany(topic, count, allowed);
      const replicas = from.filter((id) => allowed.includes(id)).slice(0, count);
      return { topic, partition, from, replicas };
    }),
  );
  for (const partition of layout.partitions) {
    const { from, replicas } = partition;
    for (let place = replicas.length; place < (replicationFactor ?? from.length); place++)
      layout.put(partition, place, fewest(layout, allowed, replicas, racks));
  }
  return layout;
}

/** The partitions that change. */
export const movesOf = ({ partitions }: Layout): readonly PlannedMove[] =>
  partitions.filter(({ from, replicas }) => from.join() !== replicas.join());

/** The broker with the fewest replicas, or leaders where it is to lead, in another rack than `others` if there is one. */
export function fewest(layout: Layout, brokers: readonly number[], others: readonly number[], racks: Racks): number {
  const free = brokers.filter((id) => !others.includes(id));
  const near = (id: number) => (isElsewhere(racks, others, id) ? 0 : 1);
  const leads = (id: number) => (others.length === 0 ? layout.leads.of(id) : 0);
  const order = (a: number, b: number) =>
    near(a) - near(b) || leads(a) - leads(b) || layout.holds.of(a) - layout.holds.of(b);
  return free.sort(order)[0]!;
}

function tooMany(topic: string, count: number, brokers: readonly number[]): KafkaError {
  const text = `topic "${topic}" has ${count} replicas of each partition, but ${brokers.length} brokers are to hold them (${brokers.join(', ')}): name more brokers, or a replication factor of 1 to ${brokers.length}`;
  return new KafkaError('INVALID_REPLICATION_FACTOR', text, { topic });
}
