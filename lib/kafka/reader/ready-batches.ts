import type { MessageBatch } from '../message';
import type { FetchedBatch } from './fetched-batch';
import type { Source } from './source';
import { nameOf, type Place, type Tracked } from './tracked';

interface Ready {
  readonly place: Place;
  readonly batch: FetchedBatch;
  /** To be called when it is taken, or is not wanted any more. */
  readonly release: () => void;
}

/** What came and is not handed out yet, in the order in which it came. */
export class ReadyBatches {
  #all: Ready[] = [];

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  /** Takes in an answer of a broker, which counts as one until all of it is handed out. */
  add(source: Source, batches: readonly (readonly [Tracked, FetchedBatch])[]): void {
    if (batches.length === 0) return;
    let untaken = batches.length;
    source.answers++;
    const release = () => {
      if (--untaken === 0) source.answers--;
    };
    for (const [place, batch] of batches) this.#all.push({ place, batch, release });
  }

  /** @param isFree whether a batch of the partition is wanted now */
  take(isFree: (place: Place) => boolean): Promise<MessageBatch> | undefined {
    const index = this.#all.findIndex(({ place }) => isFree(place));
    if (index < 0) return undefined;
    const [{ batch, release }] = this.#all.splice(index, 1) as [Ready];
    release();
    return batch.decode();
  }

  remove(names: ReadonlySet<string>): void {
    const all = this.#all;
    this.#all = all.filter(({ place }) => !names.has(nameOf(place)));
    for (const { place, release } of all) if (names.has(nameOf(place))) release();
  }
}
