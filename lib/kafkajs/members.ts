import { KafkaError, type Control, type PartitionOffset } from '../kafka';

type Asked = () => Control | undefined;

/** The consumers of one `Kafka` while they run: transactions of its producers commit as those whose messages they are made of. */
export class Members {
  readonly #byGroup = new Map<string, Set<Asked>>();

  /** @param control undefined before it has one. @returns takes it away again */
  add(groupId: string, control: Asked): () => void {
    const members = this.#byGroup.get(groupId) ?? new Set();
    this.#byGroup.set(groupId, members.add(control));
    return () => void members.delete(control);
  }

  /**
   * Who is to commit these offsets: the member that works on the partitions (KIP-447), or by its name a group that nobody here is in.
   * @throws {KafkaError} `NOT_A_MEMBER` when none that is works on them any more
   */
  committing(groupId: string, offsets: readonly PartitionOffset[]): string | Control['member'] {
    const controls = [...(this.#byGroup.get(groupId) ?? [])].flatMap((control) => control() ?? []);
    if (controls.length === 0) return groupId;
    const worker = controls.find(({ assignment }) =>
      offsets.every(({ topic, partition }) => assignment[topic]?.includes(partition)),
    );
    if (worker) return worker.member;
    throw new KafkaError('NOT_A_MEMBER', `group "${groupId}" has given these partitions to another member`);
  }
}
