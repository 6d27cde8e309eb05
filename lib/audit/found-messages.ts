import { bytes, Column, shorts, words } from './column';

/** Which message was found at which offset of one partition, and how often it was handed out. */
export class FoundMessages {
  /** The last offset where anything was found, or -1. */
  last = -1;
  first = Infinity;
  readonly #times = new Column(bytes);
  readonly #runs = new Column(shorts);
  readonly #seqs = new Column(words);

  /** @param run the number of the run; 0 for messages of others */
  add(offset: number, run: number, seq: number): void {
    this.first = Math.min(this.first, offset);
    this.last = Math.max(this.last, offset);
    this.#times.set(offset, Math.min(this.timesAt(offset) + 1, 255));
    this.#runs.set(offset, run);
    this.#seqs.set(offset, seq);
  }

  timesAt(offset: number): number {
    return this.#times.get(offset);
  }

  isAt(offset: number, run: number, seq: number): boolean {
    return this.#runs.get(offset) === run && this.#seqs.get(offset) === seq;
  }

  isSameAt(offset: number, other: FoundMessages): boolean {
    return other.isAt(offset, this.#runs.get(offset), this.#seqs.get(offset));
  }

  *offsets(): Iterable<number> {
    for (let offset = this.first; offset <= this.last; offset++) if (this.timesAt(offset) > 0) yield offset;
  }
}
