import { abortController, timer } from '../async';
import type { Log } from '../log';
import type { MessageBatch } from '../message';
import type { Control } from './control';
import type { MemberOffsets } from './member-offsets';
import type { Owned } from './owned-partitions';
import type { Process } from './turn';

export interface HandlingEvents {
  /** A batch was handled, and is committed or will be. */
  readonly handled: (batch: MessageBatch) => void;
  /** It is not committed: it comes again, from where the group is. */
  readonly undone: (owned: Owned, batch: MessageBatch) => void;
  readonly failed: (error: unknown) => void;
  /** A handler hangs: other members are to have its partitions. */
  readonly overdue: () => void;
  /** Nothing of the partition is being handled any more. */
  readonly ended: () => void;
}

/** The batches that are being handled: one of a partition, several at once. */
export class Handling {
  readonly #running = new Set<Promise<void>>();
  readonly #failing = abortController();

  constructor(
    private readonly offsets: MemberOffsets,
    private readonly control: Control,
    private readonly process: Process,
    private readonly maxPollIntervalMs: number,
    private readonly events: HandlingEvents,
    private readonly log: Log,
  ) {}

  /** How many there are. */
  get size(): number {
    return this.#running.size;
  }

  /** Resolves when one of them has ended. */
  async oneHasEnded(): Promise<void> {
    await Promise.race(this.#running);
  }

  /** Nothing that they still do can be committed. */
  fail(error: unknown): void {
    this.#failing.abort(error);
  }

  begin(owned: Owned, batch: MessageBatch): void {
    const running = this.#handle(owned, batch).finally(() => {
      this.#running.delete(running);
      owned.running = undefined;
      this.events.ended();
    });
    owned.running = running;
    this.#running.add(running);
  }

  async #handle(owned: Owned, batch: MessageBatch): Promise<void> {
    const { maxPollIntervalMs, events } = this;
    const { topic, partition } = batch;
    const overdue = timer(maxPollIntervalMs, () => {
      const text = 'a handler took longer than maxPollIntervalMs: its partitions are given to other members';
      this.log({ level: 'warn', message: text, maxPollIntervalMs, topic, partition });
      events.overdue();
    });
    const { seeks } = owned;
    const turn = { control: this.control, failed: this.#failing.signal, isStale: () => owned.seeks > seeks };
    try {
      const isDone = await this.process(this.offsets, batch, owned.stop.signal, turn);
      if (isDone) events.handled(batch);
      else events.undone(owned, batch);
    } catch (error) {
      events.failed(error);
    } finally {
      clearTimeout(overdue);
    }
  }
}
