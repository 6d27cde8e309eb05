import { murmur2 } from './murmur2';

/** Java's clients change the partition of keyless messages after a batch's worth, so that batches fill (KIP-794). */
const STICKY_BYTES = 16_384;

/** Chooses the partition of each message of a topic, once: a retry never moves it. */
export class Partitioner {
  #sticky = Math.floor(Math.random() * 1000);
  #stickyBytes = 0;

  /** @param count of partitions; may be raised, keys then change their partition, as with Java's clients */
  constructor(public count: number) {}

  choose(key: Uint8Array | null, bytes: number): number {
    if (key !== null) return (murmur2(key) & 0x7fffffff) % this.count;
    if (this.#stickyBytes >= STICKY_BYTES) {
      this.#sticky++;
      this.#stickyBytes = 0;
    }
    this.#stickyBytes += bytes;
    return this.#sticky % this.count;
  }
}
