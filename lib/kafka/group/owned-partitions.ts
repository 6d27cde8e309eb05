import { abortController } from '../async';
import type { Fetcher } from '../reader/fetcher';
import type { FoundPosition } from '../reader/fetcher-options';
import type { Start } from '../reader/options';
import { nameOf, type Assigned, type From, type Place } from '../reader/tracked';
import type { Assignment } from './assignors';

/** A partition that a member has. */
export interface Owned {
  readonly place: Place;
  readonly until: Assigned['until'];
  /** Aborts when it is, or is about to be, another member's. */
  readonly stop: AbortController;
  running: Promise<void> | undefined;
  /** Where it goes on with the next batch that is handed out. */
  from: From;
  isPaused: boolean;
  /** Grows with each seek. */
  seeks: number;
}

/** The partitions that a member has, and from where they are read. */
export class OwnedPartitions {
  readonly #all = new Map<string, Owned>();

  constructor(private readonly fetcher: Fetcher) {}

  get assignment(): Assignment {
    return assignmentOf(this.#all.values());
  }

  get hasPaused(): boolean {
    return [...this.#all.values()].some(({ isPaused }) => isPaused);
  }

  get(place: Place): Owned | undefined {
    return this.#all.get(nameOf(place));
  }

  those(places: readonly Place[]): Owned[] {
    return places.flatMap((place) => this.get(place) ?? []);
  }

  add(assigned: readonly Assigned[]): void {
    for (const { topic, partition, from, until } of assigned) {
      const place = { topic, partition };
      const stop = abortController();
      this.#all.set(nameOf(place), { place, until, stop, running: undefined, from, isPaused: false, seeks: 0 });
    }
    this.fetcher.add(assigned);
  }

  remove(owned: readonly Owned[]): void {
    this.fetcher.remove(owned.map(({ place }) => place));
    for (const { place } of owned) this.#all.delete(nameOf(place));
  }

  located(found: readonly FoundPosition[]): void {
    for (const { offset, leaderEpoch, ...place } of found) {
      const owned = this.get(place);
      if (owned) owned.from = { position: offset, leaderEpoch };
    }
  }

  pause(places: readonly Place[]): void {
    for (const owned of this.those(places)) {
      owned.isPaused = true;
      this.fetcher.remove([owned.place]);
    }
  }

  resume(places: readonly Place[]): void {
    for (const owned of this.those(places)) {
      if (!owned.isPaused) continue;
      owned.isPaused = false;
      this.#read(owned);
    }
  }

  seek(place: Place, to: Start): void {
    const owned = this.get(place);
    if (!owned) return;
    owned.from = positionOf(place, to);
    owned.seeks++;
    this.fetcher.remove([place]);
    if (!owned.isPaused) this.#read(owned);
  }

  abort(): void {
    for (const { stop } of this.#all.values()) stop.abort();
  }

  #read({ place, from, until }: Owned): void {
    this.fetcher.add([{ ...place, from, until }]);
  }
}

export function assignmentOf(all: Iterable<Owned>): Assignment {
  const byTopic: Record<string, number[]> = {};
  for (const { place } of all) (byTopic[place.topic] ??= []).push(place.partition);
  return byTopic;
}

/** An offset that somebody chose while consuming is a position as any: where the log does not have it, `offsetReset` decides, as in Java. */
function positionOf({ partition }: Place, to: Start): From {
  if (typeof to !== 'object' || !('offset' in to)) return to;
  const offset = typeof to.offset === 'number' ? to.offset : to.offset[partition];
  return offset === undefined ? 'beginning' : { position: offset, leaderEpoch: -1 };
}
