/** As kafka-producer-perf-test does: the latency of every message, for exact quantiles. */
export class Latencies {
  readonly #values: Float64Array;
  #count = 0;

  constructor(most: number) {
    this.#values = new Float64Array(most);
  }

  add(ms: number): void {
    this.#values[this.#count++] = ms;
  }

  quantiles(): { readonly p50Ms: number; readonly p99Ms: number } {
    const sorted = this.#values.subarray(0, this.#count).sort();
    const at = (quantile: number) => sorted[Math.ceil(this.#count * quantile) - 1] ?? NaN;
    return { p50Ms: at(0.5), p99Ms: at(0.99) };
  }
}
