import type { Client } from '../client/client';
import type { Assigned } from '../reader/tracked';
import type { Assignment } from './assignors';
import type { MemberOffsets } from './member-offsets';
import type { Partition, PartitionOffset } from './offsets';
import type { ConsumeOptions } from './options';
import { isKnown } from './subscription';

interface KnownTopic {
  readonly id: string;
  /** Those behind came later: nothing of them is before the start of this group. */
  readonly partitions: number;
}

/** Where partitions are consumed from, and what the group commits to keep it so. */
export class Starts {
  readonly #known = new Map<string, KnownTopic>();
  readonly #committed = new Map<string, number>();

  constructor(
    private readonly client: Client,
    private readonly offsets: MemberOffsets,
    private readonly fromBeginning: ConsumeOptions['fromBeginning'],
  ) {}

  /**
   * Takes note of the partitions that there are. Before a member joins: what others choose in the same generation says nothing of
   * when a partition came.
   * @param isFirst whether the member has not joined yet; topics that come later are new, all of them
   */
  async lookAt(topics: readonly string[], isFirst: boolean): Promise<void> {
    if (this.fromBeginning === true) return;
    const unseen = topics.filter(
      (topic) => isKnown(this.client, topic) && this.#known.get(topic)?.id !== this.#topic(topic).id,
    );
    const committed = isFirst ? await this.#committedOf(unseen) : new Map<string, number>();
    for (const topic of unseen) {
      const { id, partitions } = this.#topic(topic);
      this.#known.set(topic, { id, partitions: isFirst ? (committed.get(topic) ?? partitions.length) : 0 });
    }
  }

  async of(assignment: Assignment, until: Assigned['until']): Promise<Assigned[]> {
    const partitions = Object.entries(assignment).flatMap(([topic, numbers]) =>
      numbers.map((partition) => ({ topic, partition })),
    );
    if (partitions.length === 0) return [];
    const committed = await this.offsets.committed(partitions);
    return partitions.map((partition, index) => {
      const { offset, leaderEpoch } = committed[index]!;
      this.#committed.set(nameOf(partition), offset);
      const from = offset < 0 ? this.#choice(partition) : { position: offset, leaderEpoch };
      return { ...partition, from, until };
    });
  }

  /**
   * A position that was chosen is committed before anything is consumed from there: else the group would begin at another end
   * after the next restart or rebalance, and skip what came meanwhile.
   * @returns false as `MemberOffsets.commit`
   */
  async keep(found: readonly PartitionOffset[]): Promise<boolean> {
    const chosen = found.filter((one) => this.#committed.get(nameOf(one)) !== one.offset);
    // From now on that is not where the group is any more.
    for (const one of found) this.#committed.delete(nameOf(one));
    return chosen.length === 0 || this.offsets.commitNow(chosen);
  }

  #choice({ topic, partition }: Partition): 'beginning' | 'end' {
    const isNew = partition >= (this.#known.get(topic)?.partitions ?? 0);
    return isNew || this.#isFromBeginning(topic) ? 'beginning' : 'end';
  }

  #isFromBeginning(topic: string): boolean {
    const { fromBeginning } = this;
    return typeof fromBeginning === 'boolean' ? fromBeginning : (fromBeginning[topic] ?? false);
  }

  /** How many partitions of each topic there were when the group chose where to start, as far as it has. */
  async #committedOf(topics: readonly string[]): Promise<Map<string, number>> {
    const partitions = topics.flatMap((topic) =>
      this.#topic(topic).partitions.map(({ partition }) => ({ topic, partition })),
    );
    const committed = await this.offsets.committed(partitions);
    const counts = new Map<string, number>();
    partitions.forEach(({ topic, partition }, index) => {
      if (committed[index]!.offset >= 0) counts.set(topic, Math.max(counts.get(topic) ?? 0, partition + 1));
    });
    return counts;
  }

  #topic(topic: string) {
    return this.client.metadata.topics.get(topic)!;
  }
}

const nameOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`;
