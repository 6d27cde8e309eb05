import { abortController, delay } from '../async';

/**
 * Says that a member lives, for as long as it does: also while its handlers end after the group has begun to divide itself anew, and
 * while a leader looks at topics. None is sent while `isHeard` says that another request tells the same.
 */
export class Heartbeats {
  readonly #stop = abortController();

  constructor(
    private readonly intervalMs: number,
    private readonly isHeard: () => boolean,
    private readonly beat: () => Promise<void>,
    /** Told why a beat was not answered, unless it is no matter any more. */
    private readonly onFailure: (error: unknown) => void,
  ) {
    void this.#run();
  }

  stop(): void {
    this.#stop.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    for (;;) {
      await delay(this.intervalMs, signal);
      if (signal.aborted) return;
      if (this.isHeard()) continue;
      await this.beat().catch((error: unknown) => {
        if (!signal.aborted) this.onFailure(error);
      });
    }
  }
}
