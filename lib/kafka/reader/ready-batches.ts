import type { DecodedBatch, FetchedBatch } from './fetched-batch';
import type { Source } from './source';
import { nameOf, type Place, type Tracked } from './tracked';

/** One answer is read while the next is under way. */
const MAX_ANSWERS = 2;

interface Ready {
  readonly place: Place;
  readonly batch: FetchedBatch;
  readonly answer: Answer;
}

/** Of a broker, with the partitions of which it has what is not handed out yet. */
interface Answer {
  readonly source: Source;
  readonly untaken: Set<Place>;
}

/** What came and is not handed out yet, in the order in which it came. */
export class ReadyBatches {
  #all: Ready[] = [];
  readonly #answers = new Set<Answer>();

  /** @param isFree whether a batch of the partition is wanted now */
  constructor(private readonly isFree: (place: Place) => boolean) {}

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  add(source: Source, batches: readonly (readonly [Tracked, FetchedBatch])[]): void {
    if (batches.length === 0) return;
    const answer = { source, untaken: new Set(batches.map(([place]) => place)) };
    this.#answers.add(answer);
    for (const [place, batch] of batches) this.#all.push({ place, batch, answer });
  }

  take(): Promise<DecodedBatch> | undefined {
    const index = this.#all.findIndex(({ place }) => this.isFree(place));
    if (index < 0) return undefined;
    const [ready] = this.#all.splice(index, 1) as [Ready];
    this.#release(ready);
    return ready.batch.decode();
  }

  remove(names: ReadonlySet<string>): void {
    const [removed, left] = [[] as Ready[], [] as Ready[]];
    for (const ready of this.#all) (names.has(nameOf(ready.place)) ? removed : left).push(ready);
    this.#all = left;
    for (const ready of removed) this.#release(ready);
  }

  has(place: Place): boolean {
    const name = nameOf(place);
    return this.#all.some((ready) => nameOf(ready.place) === name);
  }

  /** Whether nothing more of a partition is needed: its batches wait for one that is worked on. */
  isHeldUp(place: Place): boolean {
    return !this.isFree(place) && this.has(place);
  }

  /** Whether enough of a broker waits to be handed out. What is held up does not count: the other partitions go on meanwhile. */
  isFull(source: Source): boolean {
    let waiting = 0;
    for (const answer of this.#answers) if (answer.source === source && this.#isWanted(answer)) waiting++;
    return waiting >= MAX_ANSWERS;
  }

  #isWanted({ untaken }: Answer): boolean {
    for (const place of untaken) if (this.isFree(place)) return true;
    return false;
  }

  #release({ place, answer }: Ready): void {
    answer.untaken.delete(place);
    if (answer.untaken.size === 0) this.#answers.delete(answer);
  }
}
