import { pick, randomNumbers } from '../../faults/random';

/** Choices that one seed always makes again. */
export class Random {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = randomNumbers(seed);
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  integer(min: number, max: number): number {
    return min + Math.floor(this.#next() * (max - min + 1));
  }

  pick<Value>(values: readonly Value[]): Value {
    return pick(this.#next, values);
  }

  /** Each of `values` with that chance, in order. */
  some<Value>(values: readonly Value[], share: number): Value[] {
    return values.filter(() => this.chance(share));
  }
}
