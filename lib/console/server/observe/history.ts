import type { Series } from '../../api';

/**
 * The last values of many series that are taken at the same times. A series begins with its first value that is not 0: of those
 * that never have one nothing is kept.
 */
export class History {
  readonly #times: Float64Array;
  /** 0 where somebody looked, NaN where nobody did: what each series begins with. */
  readonly #looked: Float64Array;
  readonly #series = new Map<string, Float64Array>();
  #count = 0;

  /** @param everyMs how far apart values are; after more than three times that there is a gap */
  constructor(
    private readonly capacity: number,
    private readonly everyMs: number,
  ) {
    this.#times = new Float64Array(capacity);
    this.#looked = new Float64Array(capacity).fill(NaN);
  }

  /** @param at milliseconds since 1970 */
  add(at: number, values: ReadonlyMap<string, number>): void {
    const last = this.#count > 0 ? this.#times[(this.#count - 1) % this.capacity]! : at;
    if (at - last > 3 * this.everyMs) this.#append(last + this.everyMs, NaN, new Map());
    this.#append(at, 0, values);
  }

  #append(at: number, usual: number, values: ReadonlyMap<string, number>): void {
    const slot = this.#count++ % this.capacity;
    if (slot === 0) this.#forgetIdle();
    this.#times[slot] = at;
    this.#looked[slot] = usual;
    for (const [name, value] of values) {
      if (value !== 0 && !this.#series.has(name)) this.#series.set(name, this.#looked.slice());
    }
    for (const [name, kept] of this.#series) kept[slot] = values.get(name) ?? usual;
  }

  #forgetIdle(): void {
    for (const [name, kept] of this.#series) if (kept.every((value) => !(value > 0))) this.#series.delete(name);
  }

  /** The oldest first. */
  read(isWanted: (name: string) => boolean): Series {
    const length = Math.min(this.#count, this.capacity);
    const slots = Array.from({ length }, (_, index) => (this.#count - length + index) % this.capacity);
    const wanted = [...this.#series].filter(([name]) => isWanted(name));
    return {
      times: slots.map((slot) => this.#times[slot]!),
      values: Object.fromEntries(
        wanted.map(([name, kept]) => [name, slots.map((slot) => (Number.isNaN(kept[slot]) ? null : kept[slot]!))]),
      ),
    };
  }
}
