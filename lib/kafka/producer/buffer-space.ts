/** The bound on what a producer holds. */
export class BufferSpace {
  #used = 0;
  #waiting: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  constructor(private readonly limit: number) {}

  isFull(): boolean {
    return this.#used >= this.limit;
  }

  /** One message may go over the limit, or a message larger than that could never be sent. */
  take(bytes: number): void {
    this.#used += bytes;
  }

  give(bytes: number): void {
    this.#used -= bytes;
    if (this.isFull() || !this.#waiting) return;
    this.#waiting.resolve();
    this.#waiting = undefined;
  }

  untilNotFull(): Promise<void> {
    if (!this.isFull()) return Promise.resolve();
    if (!this.#waiting) {
      let resolve = () => {};
      const promise = new Promise<void>((settle) => (resolve = settle));
      this.#waiting = { promise, resolve };
    }
    return this.#waiting.promise;
  }
}
