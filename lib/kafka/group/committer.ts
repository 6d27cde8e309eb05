import type { PartitionOffset } from './offsets';

const nameOf = ({ topic, partition }: PartitionOffset): string => `${topic}/${partition}`;

/** @returns false if the partitions may be another member's by now */
export type Commit = (offsets: readonly PartitionOffset[]) => Promise<boolean>;

/**
 * Commits while the work goes on: one request at a time, with all that was done since the one before. A commit waits for the
 * replicas of Kafka's own topic, so that otherwise each partition would wait for the commits of all others.
 */
export class Committer {
  readonly #pending = new Map<string, PartitionOffset>();
  /** Settles when all that was added is committed. */
  #commits = Promise.resolve();
  /** Whether the next commit waits for the one that is under way. */
  #isQueued = false;
  /** Since when something is being committed. */
  #since = Infinity;
  #isMember = true;
  #failure: Error | undefined;

  /** @param aheadMs how long the work may be ahead of a commit that is under way */
  constructor(
    private readonly commit: Commit,
    private readonly aheadMs: number,
  ) {}

  /** What was to be committed when a commit was refused; undefined if none was. */
  get refused(): readonly PartitionOffset[] | undefined {
    return this.#isMember ? undefined : [...this.#pending.values()];
  }

  /** @returns false if a commit was refused. @throws what one failed with */
  async add(offset: PartitionOffset): Promise<boolean> {
    this.#pending.set(nameOf(offset), offset);
    if (this.#outcome() && !this.#isQueued) {
      this.#isQueued = true;
      this.#since = Math.min(this.#since, performance.now());
      this.#commits = this.#commits.then(() => this.#commitPending());
    }
    if (performance.now() - this.#since > this.aheadMs) await this.#commits;
    return this.#outcome();
  }

  /** Resolves when all that was added before is committed, however much is added meanwhile; as `add`. */
  async flush(): Promise<boolean> {
    await this.#commits;
    return this.#outcome();
  }

  /** Never rejects. */
  async #commitPending(): Promise<void> {
    this.#isQueued = false;
    if (this.#failure || !this.#isMember) return;
    const offsets = [...this.#pending.values()];
    this.#pending.clear();
    this.#since = performance.now();
    try {
      this.#isMember = await this.commit(offsets);
    } catch (error) {
      this.#failure = error as Error;
    }
    if (!this.#isMember) {
      for (const offset of offsets) if (!this.#pending.has(nameOf(offset))) this.#pending.set(nameOf(offset), offset);
    }
    this.#since = this.#pending.size > 0 ? performance.now() : Infinity;
  }

  #outcome(): boolean {
    if (this.#failure) throw this.#failure;
    return this.#isMember;
  }
}
