/** A partition whose replicas are being planned. */
export interface PlannedPartition {
  readonly topic: string;
  readonly partition: number;
  /** Where they are now, or on their way to. */
  readonly from: readonly number[];
  /** Where they are to be; the first is the preferred leader. */
  readonly replicas: number[];
}

/** Partitions that are being planned, with what each broker has of them by the plan so far. */
export class Layout {
  /** Replicas. */
  readonly holds = new Tally();
  /** Replicas that come first. */
  readonly leads = new Tally();

  constructor(readonly partitions: readonly PlannedPartition[]) {
    for (const { topic, replicas } of partitions)
      replicas.forEach((broker, place) => this.#count(topic, broker, place, 1));
  }

  /** Has a broker at a place of a partition's list, instead of the one that is there, if any. */
  put({ topic, replicas }: PlannedPartition, place: number, broker: number): void {
    const before = replicas[place];
    if (before !== undefined) this.#count(topic, before, place, -1);
    replicas[place] = broker;
    this.#count(topic, broker, place, 1);
  }

  /** Has one of a partition's brokers lead it: the first takes its place. */
  lead(partition: PlannedPartition, broker: number): void {
    const { replicas } = partition;
    const [place, first] = [replicas.indexOf(broker), replicas[0]!];
    this.put(partition, place, first);
    this.put(partition, 0, broker);
  }

  #count(topic: string, broker: number, place: number, by: 1 | -1): void {
    this.holds.add(topic, broker, by);
    if (place === 0) this.leads.add(topic, broker, by);
  }
}

/** How much each broker has, of a topic and of all. */
class Tally {
  readonly #all = new Map<number, number>();
  readonly #ofTopics = new Map<string, Map<number, number>>();

  add(topic: string, broker: number, by: number): void {
    let ofTopic = this.#ofTopics.get(topic);
    if (!ofTopic) this.#ofTopics.set(topic, (ofTopic = new Map<number, number>()));
    for (const counts of [ofTopic, this.#all]) counts.set(broker, (counts.get(broker) ?? 0) + by);
  }

  of(broker: number, topic?: string): number {
    const counts = topic === undefined ? this.#all : this.#ofTopics.get(topic);
    return counts?.get(broker) ?? 0;
  }
}
