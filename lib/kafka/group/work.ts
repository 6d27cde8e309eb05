import { abortController, timer } from '../async';
import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { Fetcher } from '../reader/fetcher';
import { firstOf } from '../reader/first-of';
import type { FoundPosition } from '../reader/fetcher-options';
import type { Start } from '../reader/options';
import type { Assigned, Place } from '../reader/tracked';
import type { Assignment } from './assignors';
import { Control } from './control';
import { Handling } from './handling';
import { keepFound } from './keep-found';
import type { MemberOffsets } from './member-offsets';
import type { PartitionOffset } from './offsets';
import { MAX_POLL_INTERVAL_MS, type CommitOptions, type Consumed, type ConsumeOptions } from './options';
import type { Process, WorkEvents } from './turn';
import { assignmentOf, OwnedPartitions, type Owned } from './owned-partitions';

/** What a member works on: each partition in its order, several at once. It ends by what the options say, or fails. */
export class Work {
  readonly #fetcher: Fetcher;
  readonly #owned: OwnedPartitions;
  readonly #handling: Handling;
  readonly #stopping = abortController();
  readonly control: Control;
  #ended: Consumed['ended'] | undefined;
  /** Handlers may throw anything, nothing too. */
  #failure: { readonly error: unknown } | undefined;
  #messages = 0;
  /** Messages that may still be handed out. */
  #left: number;
  /** Whether all that is assigned is being worked on: what is missing may be still to come otherwise. */
  #isSettled = false;
  #idle: NodeJS.Timeout | undefined;
  #wake: () => void = () => undefined;

  constructor(
    client: Client,
    private readonly offsets: MemberOffsets,
    private readonly options: ConsumeOptions & CommitOptions,
    private readonly events: WorkEvents,
    process: Process,
  ) {
    const isFree = (place: Place) => !this.#owned.get(place)?.running;
    const onPositions = this.#goOnAt.bind(this);
    const onUnreadable = (options.onUnreadable ?? 'fail') === 'fail' ? 'fail' : 'skip';
    const fetching = { ...options, onUnreadable, isFree, onPositions, isMember: true, tell: events.tell } as const;
    this.#fetcher = new Fetcher(client, fetching, []);
    this.#owned = new OwnedPartitions(this.#fetcher);
    this.#left = options.count ?? Infinity;
    const { maxPollIntervalMs = MAX_POLL_INTERVAL_MS } = options;
    const outcomes = {
      handled: this.#handled.bind(this),
      undone: this.#undone.bind(this),
      failed: this.fail.bind(this),
      overdue: events.quit,
      ended: () => {
        this.#watchIdle();
        this.#fetcher.wake();
      },
    };
    this.control = new Control(this, offsets);
    this.#handling = new Handling(offsets, this.control, process, maxPollIntervalMs, outcomes, client.log);
  }

  /** Aborts when it has ended, or failed. */
  get stopped(): AbortSignal {
    return this.#stopping.signal;
  }

  get owned(): Assignment {
    return this.#owned.assignment;
  }

  /** @throws what it failed with */
  get result(): Consumed {
    if (this.#failure) throw this.#failure.error;
    return { messages: this.#messages, ended: this.#ended ?? 'signal' };
  }

  end(ended: Consumed['ended']): void {
    this.#ended ??= ended;
    this.#stop();
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#handling.fail(this.#failure.error);
    this.#stop();
  }

  add(assigned: readonly Assigned[]): void {
    this.#owned.add(assigned);
  }

  pause(places: readonly Place[]): void {
    this.#owned.pause(places);
  }

  resume(places: readonly Place[]): void {
    this.#owned.resume(places);
    this.#wake();
  }

  seek(place: Place, to: Start): void {
    this.#owned.seek(place, to);
    this.#wake();
  }

  /** Whether what is there is all that is assigned. */
  settle(isSettled: boolean): void {
    this.#isSettled = isSettled;
    this.#watchIdle();
    this.#wake();
  }

  /** Resolves when nobody works on these partitions any more, and what was done of them is committed. */
  async revoke(assignment: Assignment): Promise<void> {
    const places = Object.entries(assignment).flatMap(([topic, all]) => all.map((partition) => ({ topic, partition })));
    const revoked = this.#owned.those(places);
    if (revoked.length === 0) return;
    this.#owned.remove(revoked);
    for (const { stop } of revoked) stop.abort();
    await Promise.all(revoked.flatMap(({ running }) => running ?? []));
    await this.offsets.flush();
    this.events.tell('revoked', assignmentOf(revoked));
  }

  /** Hands out what comes, until it has ended. Never rejects. */
  async run(): Promise<void> {
    try {
      while (!this.stopped.aborted) await this.#step();
    } catch (error) {
      this.fail(error);
    }
  }

  async #step(): Promise<void> {
    const { concurrency = 1, until } = this.options;
    const isFull = this.#left <= 0 || this.#handling.size >= concurrency;
    const batch = isFull ? undefined : await this.#fetcher.next();
    if (this.stopped.aborted) return;
    if (batch) this.#begin(batch);
    else if (this.#handling.size > 0) await this.#handling.oneHasEnded();
    else if (this.#left <= 0) this.end('count');
    // What was not committed comes again, even if it was the last.
    else if (until === 'caught-up' && this.#isSettled && !this.#owned.hasPaused && (await this.offsets.flush()))
      this.end('caught-up');
    else await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  async #goOnAt(found: readonly FoundPosition[]): Promise<void> {
    const keep = (still: readonly PartitionOffset[]) => this.events.keep(still.filter((place) => this.#isKept(place)));
    await keepFound(this.#owned, this.offsets, { ...this.events, keep }, found, this.stopped).catch((error: unknown) =>
      this.fail(error),
    );
  }

  /** Whoever commits by hand has not, where it seeks. */
  #isKept(place: Place): boolean {
    return this.options.commit !== 'manual' || this.#owned.get(place)?.seeks === 0;
  }

  #begin(fetched: MessageBatch): void {
    const owned = this.#owned.get(fetched);
    if (!owned) return;
    const batch = firstOf(fetched, this.#left);
    this.#left -= batch.messages.length;
    owned.from = { position: batch.nextOffset, leaderEpoch: batch.leaderEpoch };
    this.#handling.begin(owned, batch);
    this.#watchIdle();
  }

  #handled({ topic, partition, messages, nextOffset, endOffset }: MessageBatch): void {
    this.#messages += messages.length;
    this.events.tell('lag', { topic, partition, lag: endOffset - nextOffset });
  }

  #undone(owned: Owned, batch: MessageBatch): void {
    // It is assigned anew, from where the group has committed.
    this.#left += batch.messages.length;
    if (this.#owned.get(owned.place) === owned) {
      this.#owned.remove([owned]);
      this.events.tell('revoked', assignmentOf([owned]));
    }
    this.events.rejoin();
  }

  #watchIdle(): void {
    const { idleMs } = this.options;
    clearTimeout(this.#idle);
    if (idleMs === undefined || !this.#isSettled || this.#handling.size > 0 || this.stopped.aborted) return;
    this.#idle = timer(idleMs, () => this.end('idle'));
  }

  #stop(): void {
    clearTimeout(this.#idle);
    this.#stopping.abort();
    this.#fetcher.stop();
    this.#owned.abort();
    this.#wake();
  }
}
