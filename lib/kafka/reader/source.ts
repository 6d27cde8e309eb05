const MIN_BYTES = 64 * 1024;
/** What takes longer is more than the link carries, and what is faster is less. */
const SLOW_MS = 2000;
const FAST_MS = 1000;

/** A broker that is fetched from. */
export class Source {
  isAsked = false;
  /** Asked for in one answer. */
  bytes: number;

  constructor(private readonly maxBytes: number) {
    this.bytes = maxBytes;
  }

  /** An answer of so many bytes took so long, besides waiting for something to come. */
  answered(bytes: number, tookMs: number): void {
    if (tookMs > SLOW_MS && bytes > this.bytes / 4) this.#ask(this.bytes / 2);
    else if (tookMs < FAST_MS) this.#ask(this.bytes * 2);
  }

  /** No answer came: if there was too much of it, the next one has less. */
  failed(): void {
    this.#ask(this.bytes / 4);
  }

  #ask(bytes: number): void {
    this.bytes = Math.round(Math.min(this.maxBytes, Math.max(bytes, Math.min(MIN_BYTES, this.maxBytes))));
  }
}
