import { abortController, timer } from '../async';

/** When messages must have their outcome, as `performance.now` counts. An end that is near makes it sooner, also for what comes later. */
export class Deadlines {
  #end = Infinity;
  #timer: NodeJS.Timeout | undefined;
  readonly #over = abortController();

  constructor(private readonly timeoutMs: number) {}

  /** Of a message that is accepted at `now`. */
  from(now: number): number {
    return Math.min(now + this.timeoutMs, this.#end);
  }

  /** Aborts when the end has come. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  endWithin(ms: number): void {
    const end = performance.now() + ms;
    if (end >= this.#end) return;
    this.#end = end;
    clearTimeout(this.#timer);
    this.#timer = timer(ms, () => this.#over.abort());
  }

  /** Nothing waits any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
