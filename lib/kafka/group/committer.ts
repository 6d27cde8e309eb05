import type { PartitionOffset } from './offsets';

/** @returns false if the partitions may be another member's by now */
export type Commit = (offsets: readonly PartitionOffset[]) => Promise<boolean>;

/**
 * Commits while the work goes on: one request at a time, with all that was done since the one before. A commit waits for the
 * replicas of Kafka's own topic, so that otherwise each partition would wait for the commits of all others.
 */
export class Committer {
  readonly #pending = new Map<string, PartitionOffset>();
  #running: Promise<void> | undefined;
  #runningSince = 0;
  #isMember = true;
  #failure: Error | undefined;

  /** @param aheadMs how long the work may be ahead of a commit that is under way */
  constructor(
    private readonly commit: Commit,
    private readonly aheadMs: number,
  ) {}

  /** @returns false if a commit was refused. @throws what one failed with */
  async add(offset: PartitionOffset): Promise<boolean> {
    this.#pending.set(`${offset.topic}/${offset.partition}`, offset);
    if (!this.#running && this.#outcome()) this.#running = this.#run();
    if (performance.now() - this.#runningSince > this.aheadMs) await this.#running;
    return this.#outcome();
  }

  /** Resolves when nothing is left to commit; as `add`. */
  async flush(): Promise<boolean> {
    await this.#running;
    return this.#outcome();
  }

  async #run(): Promise<void> {
    try {
      while (this.#pending.size > 0 && this.#isMember) {
        const offsets = [...this.#pending.values()];
        this.#pending.clear();
        this.#runningSince = performance.now();
        this.#isMember = await this.commit(offsets);
      }
    } catch (error) {
      this.#failure = error as Error;
    }
    this.#running = undefined;
  }

  #outcome(): boolean {
    if (this.#failure) throw this.#failure;
    return this.#isMember;
  }
}
