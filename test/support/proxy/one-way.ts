import type { Socket } from 'node:net';

/** How a link is. */
export interface Conditions {
  /** Nothing comes through, and nobody is told: packets are lost somewhere. */
  readonly isSilent: boolean;
  readonly delayMs: number;
  readonly bytesPerSecond: number;
}

export const CLEAR: Conditions = { isSilent: false, delayMs: 0, bytesPerSecond: Infinity };

const MAX_QUEUED_BYTES = 1024 * 1024;

/** One direction of one connection, as slow as the conditions say when the bytes come. */
export class OneWay {
  readonly #queue: { readonly bytes: Buffer; readonly dueAt: number }[] = [];
  #queued = 0;
  #freeAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private conditions: Conditions,
  ) {
    from.on('data', (bytes: Buffer) => this.#take(bytes));
    for (const ready of ['connect', 'drain']) to.on(ready, () => this.#pass());
    for (const socket of [from, to]) socket.once('close', () => clearTimeout(this.#timer));
  }

  become(conditions: Conditions): void {
    this.conditions = conditions;
    this.#pass();
  }

  #take(bytes: Buffer): void {
    const { delayMs, bytesPerSecond } = this.conditions;
    const now = performance.now();
    this.#freeAt = Math.max(now, this.#freeAt) + (bytes.length / bytesPerSecond) * 1000;
    this.#queue.push({ bytes, dueAt: this.#freeAt + delayMs });
    this.#queued += bytes.length;
    if (this.#queued > MAX_QUEUED_BYTES) this.from.pause();
    this.#pass();
  }

  #pass(): void {
    clearTimeout(this.#timer);
    for (let next = this.#queue[0]; next && !this.conditions.isSilent; next = this.#queue[0]) {
      if (this.to.connecting || this.to.writableNeedDrain || this.to.destroyed) return;
      const waitMs = next.dueAt - performance.now();
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#pass(), waitMs);
        return;
      }
      this.#queue.shift();
      this.#queued -= next.bytes.length;
      this.to.write(next.bytes);
      if (this.#queued <= MAX_QUEUED_BYTES) this.from.resume();
    }
  }
}
