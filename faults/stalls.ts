/** The longest that nothing came from one partition, while more was to come from each. */
export class Stalls {
  longestMs = 0;
  readonly #lastAt = new Map<number, number>();

  mark(partition: number): void {
    const now = performance.now();
    this.longestMs = Math.max(this.longestMs, now - (this.#lastAt.get(partition) ?? now));
    this.#lastAt.set(partition, now);
  }
}
