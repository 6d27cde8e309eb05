import { KafkaError } from '../../protocol/errors';

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
}

/**
 * What has to move so that only `brokers` hold replicas, as many as wished, in an order that keeps leaders where they may stay.
 * Replicas stay where they are allowed to be; new ones go where the fewest are.
 * @returns only partitions that change
 * @throws {KafkaError} `INVALID_REPLICATION_FACTOR` when there are fewer brokers than replicas
 */
export function planReassignment(
  assignments: readonly ReplicaAssignment[],
  { brokers, replicationFactor }: ReassignmentPlan,
): readonly PlannedMove[] {
  const allowed = [...new Set(brokers)];
  const partitions = assignments.map(({ topic, partition, replicas }) => ({ topic, partition, from: replicas }));
  const kept = partitions.map(({ topic, from }) => {
    const count = replicationFactor ?? from.length;
    if (count > allowed.length) throw tooMany(topic, count, allowed);
    return { count, replicas: from.filter((id) => allowed.includes(id)).slice(0, count) };
  });
  const load = new Load(allowed, kept);
  return partitions.flatMap((partition, index) => {
    const { count, replicas } = kept[index]!;
    const all = [...replicas];
    while (all.length < count) all.push(load.take(all));
    const { from } = partition;
    return all.length === from.length && all.every((id, at) => id === from[at])
      ? []
      : [{ ...partition, replicas: all }];
  });
}

/** How many replicas each broker has, and how many of those come first. */
class Load {
  readonly #counts: Map<number, { all: number; first: number }>;

  constructor(brokers: readonly number[], partitions: readonly { readonly replicas: readonly number[] }[]) {
    this.#counts = new Map(brokers.map((id) => [id, { all: 0, first: 0 }]));
    for (const { replicas } of partitions) replicas.forEach((id, place) => this.#add(id, place));
  }

  /** The broker with the fewest, not one of `others`; behind which it comes in a partition's list. */
  take(others: readonly number[]): number {
    const place = others.length;
    const free = [...this.#counts].filter(([id]) => !others.includes(id));
    free.sort(([, a], [, b]) => (place === 0 ? a.first - b.first : 0) || a.all - b.all);
    const id = free[0]![0];
    this.#add(id, place);
    return id;
  }

  #add(id: number, place: number): void {
    const count = this.#counts.get(id)!;
    count.all++;
    if (place === 0) count.first++;
  }
}

function tooMany(topic: string, count: number, brokers: readonly number[]): KafkaError {
  const text = `topic "${topic}" has ${count} replicas of each partition, but ${brokers.length} brokers are to hold them (${brokers.join(', ')}): name more brokers, or a replication factor of 1 to ${brokers.length}`;
  return new KafkaError('INVALID_REPLICATION_FACTOR', text, { topic });
}
