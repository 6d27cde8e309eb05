import { connect, consume } from '../lib/kafka';
import type { Readers } from '../lib/audit';
import { eventually } from '../test/support/eventually';
import { Stalls } from './stalls';

interface Member {
  readonly leave: () => Promise<void>;
}

/** Consumers of one group that come and go, and are audited. */
export class Group {
  readonly stalls = new Stalls();
  /** How often the partitions were assigned, over all members. */
  assignments = 0;
  /** How often a member was told what it has. */
  rebalances = 0;
  readonly #next = new Map<number, number>();
  readonly #members: Member[] = [];
  #joined = 0;
  #failure: Error | undefined;

  constructor(
    private readonly bootstrap: readonly string[],
    private readonly topic: string,
    readonly groupId: string,
    private readonly readers: Pick<Readers, 'assignment'>,
    /** Topics that its members read besides, of which nothing is audited. */
    private readonly others: readonly string[] = [],
  ) {}

  /** Starts a member; `leave` resolves when it has left, and rejects if it had failed. */
  async join(): Promise<Member> {
    const client = await connect({ brokers: this.bootstrap, clientId: this.groupId });
    const stop = new AbortController();
    const name = `member ${++this.#joined}`;
    // Each partition has a signal of its own, from when it is assigned until it is not.
    const records = new WeakMap<AbortSignal, ReturnType<Readers['assignment']>>();
    const options = { groupId: this.groupId, topics: [this.topic, ...this.others], fromBeginning: true };
    const on = { rebalanced: () => (this.rebalances += 1) };
    const { signal: stopped } = stop;
    const consuming = consume(client, { ...options, on, signal: stopped }, ({ topic, ...batch }, signal) => {
      if (topic !== this.topic) return;
      const { partition, messages, nextOffset } = batch;
      const record = records.get(signal) ?? this.readers.assignment(`${name}, assignment ${++this.assignments}`);
      records.set(signal, record);
      messages.forEach(record);
      this.#next.set(partition, Math.max(nextOffset, this.#next.get(partition) ?? 0));
      this.stalls.mark(partition);
    }).finally(() => client.close());
    consuming.catch((error: unknown) => (this.#failure ??= error as Error));
    const member = {
      leave: async () => {
        this.#members.splice(this.#members.indexOf(member), 1);
        stop.abort();
        await consuming;
      },
    };
    this.#members.push(member);
    return member;
  }

  /** Resolves when members were told so often what they have. */
  async untilDivided(rebalances: number): Promise<void> {
    await this.#until('is divided', () => this.rebalances >= rebalances);
  }

  /** Resolves when something of so many partitions was handed out. */
  async untilAtWork(partitions: number): Promise<void> {
    await this.#until('is at work', () => this.#next.size === partitions);
  }

  /** Resolves when everything before the given offsets was handed out. */
  async untilAt(ends: ReadonlyMap<number, number>): Promise<void> {
    await this.#until('has caught up', () =>
      [...ends].every(([partition, end]) => (this.#next.get(partition) ?? 0) >= end),
    );
  }

  async leave(): Promise<void> {
    await Promise.all([...this.#members].map((member) => member.leave()));
  }

  throwIfFailed(): void {
    if (this.#failure) throw this.#failure;
  }

  async #until(what: string, condition: () => boolean): Promise<void> {
    const check = () => {
      this.throwIfFailed();
      return condition();
    };
    await eventually(`group ${this.groupId} ${what}`, check, 90_000);
  }
}
