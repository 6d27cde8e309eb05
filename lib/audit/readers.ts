import { FoundMessages } from './found-messages';
import type { AuditedMessage } from './message';
import type { Anomalies } from './anomalies';
import type { RunAudit } from './run-audit';

type Identify = (message: AuditedMessage) => { readonly run: RunAudit | undefined; readonly seq: number };

interface Skip {
  readonly by: string;
  readonly partition: number;
  readonly from: number;
  /** Where the reader went on. */
  readonly to: number;
}

/** What readers that share the work were handed, like the members of a group; a reader of its own is one member. */
export class Readers {
  readonly #partitions = new Map<number, FoundMessages>();
  readonly #skips: Skip[] = [];

  constructor(
    private readonly name: string,
    private readonly anomalies: Anomalies,
    private readonly identify: Identify,
  ) {}

  /** One assignment of one member: a new one may begin wherever the group has committed. */
  assignment(member = this.name): (message: AuditedMessage) => void {
    const next = new Map<number, number>();
    return (message) => {
      const { partition, offset } = message;
      const expected = next.get(partition) ?? offset;
      if (offset < expected)
        this.anomalies.add(
          'nonmonotonic-poll',
          `${member} got ${partition}/${offset} after ${partition}/${expected - 1}`,
        );
      if (offset > expected) this.#skips.push({ by: member, partition, from: expected, to: offset });
      next.set(partition, offset + 1);
      this.#add(message);
    };
  }

  /** Reports what differs from what is in the topic. @returns how often a message was handed out again */
  compareWith(topic: ReadonlyMap<number, FoundMessages>): number {
    for (const { by, partition, from, to } of this.#skips) {
      const found = topic.get(partition);
      for (let offset = from; offset < to; offset++) {
        if (found && found.timesAt(offset) > 0)
          this.anomalies.add('poll-skip', `${by} passed over ${partition}/${offset} on its way to ${partition}/${to}`);
      }
    }
    let repeated = 0;
    for (const [partition, stored] of topic) {
      const seen = this.#partitions.get(partition) ?? new FoundMessages();
      for (const offset of stored.offsets()) {
        const times = seen.timesAt(offset);
        if (times === 0) this.anomalies.add('unseen', `${partition}/${offset} by ${this.name}`);
        repeated += Math.max(0, times - 1);
      }
      this.#compare(partition, seen, stored);
    }
    return repeated;
  }

  #compare(partition: number, seen: FoundMessages, stored: FoundMessages): void {
    for (const offset of seen.offsets()) {
      if (stored.timesAt(offset) === 0 || !seen.isSameAt(offset, stored))
        this.anomalies.add('inconsistent-offset', `${partition}/${offset} as ${this.name} got it`);
    }
  }

  #add(message: AuditedMessage): void {
    const { partition, offset } = message;
    let seen = this.#partitions.get(partition);
    if (!seen) this.#partitions.set(partition, (seen = new FoundMessages()));
    const { run, seq } = this.identify(message);
    const number = run?.number ?? 0;
    if (seen.timesAt(offset) === 0 || seen.isAt(offset, number, seq)) seen.add(offset, number, seq);
    else this.anomalies.add('inconsistent-offset', `${partition}/${offset} changed for ${this.name}`);
  }
}
