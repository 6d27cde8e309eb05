import { delay } from '../async';
import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { ownPurpose } from '../network/connections';
import { KafkaError, messageOf } from '../protocol/errors';
import type { FetchedPartition } from '../protocol/requests/fetch';
import { fetchFrom } from './fetch-from';
import { fetchedBatch, type FetchedBatch } from './fetched-batch';
import { locate } from './locate';
import { planned, type Search } from './next-step';
import { withDefaults, type AllFetcherOptions, type FetcherOptions, type FoundPosition } from './fetcher-options';
import { gaveUp, refusal, unknownTopic } from './give-up';
import { ReadyBatches } from './ready-batches';
import { Source } from './source';
import { nameOf, Tracked, type Assigned, type Place } from './tracked';
import { validate } from './validate';

/** Fetches partitions from their leaders, wherever those move. What is wrong with one keeps none of the others waiting. */
export class Fetcher {
  readonly #tracked = new Set<Tracked>();
  readonly #sources = new Map<number, Source>();
  readonly #ready: ReadyBatches;
  /** Of its own: long polls of several fetchers must not queue up on one connection. */
  readonly #purpose = ownPurpose('fetch');
  readonly #stopping = new AbortController();
  readonly #options: AllFetcherOptions;
  #failure: Error | undefined;
  /** When a broker last answered anything. */
  #answeredAt = performance.now();
  #wake: () => void = () => undefined;

  constructor(
    private readonly client: Client,
    options: FetcherOptions,
    assigned: readonly Assigned[],
  ) {
    this.#options = withDefaults(options);
    this.#ready = new ReadyBatches(this.#options.isFree);
    this.add(assigned);
  }

  add(assigned: readonly Assigned[]): void {
    for (const one of assigned) this.#tracked.add(new Tracked(one));
    this.#wake();
  }

  /** From now on nothing of these partitions is handed out, whatever has come of them. */
  remove(places: readonly Place[]): void {
    const names = new Set(places.map(nameOf));
    for (const tracked of this.#tracked) {
      if (!names.has(nameOf(tracked))) continue;
      tracked.isRemoved = true;
      this.#tracked.delete(tracked);
    }
    this.#ready.remove(names);
    this.#wake();
  }

  /** Has `next` look again at what was not free before. */
  wake(): void {
    this.#wake();
  }

  /**
   * The next batch that came, perhaps with no messages in it but with an offset that moved; undefined after the ends of all
   * partitions, or when stopped.
   * @throws {KafkaError} what is wrong with a partition for good
   */
  async next(): Promise<MessageBatch | undefined> {
    for (;;) {
      if (this.#stopping.signal.aborted) return undefined;
      this.#pump();
      if (this.#failure) throw this.#failure;
      const ready = this.#ready.take();
      if (ready) return ready;
      if (this.#tracked.size === 0 && this.#ready.isEmpty) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  get isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  stop(): void {
    this.#stopping.abort();
    this.client.closeConnections(this.#purpose);
    this.#wake();
  }

  #pump(): void {
    for (const { step, all } of planned(this.client, this.#tracked)) {
      if (step.do === 'fail') this.#failure ??= step.error;
      else if (step.do === 'drop') for (const tracked of all) this.#tracked.delete(tracked);
      else if (step.do === 'wait') this.#wait(all, step.reason, step.isTopicUnknown);
      else if (step.do === 'fetch') this.#fetch(step.leader, all);
      else this.#search(step, all);
    }
  }

  /** Does something about partitions, which are left alone meanwhile. */
  #work(all: readonly Tracked[], work: () => Promise<void>): void {
    for (const tracked of all) tracked.isBusy = true;
    const { signal } = this.#stopping;
    void work()
      .catch((error: unknown) => this.#failed(all, error))
      .finally(() => {
        for (const tracked of all) tracked.isBusy = tracked.isWaiting;
        if (!signal.aborted) this.#pump();
        this.#wake();
      });
  }

  /** Only of what is handed out up to where it was read: a position that is found may lie before that. */
  #search(step: Search, all: readonly Tracked[]): void {
    const drained = all.filter((tracked) => !this.#ready.has(tracked));
    if (drained.length > 0) this.#work(drained, () => this.#find(step, drained));
  }

  async #find(step: Search, all: readonly Tracked[]): Promise<void> {
    const { signal } = this.#stopping;
    const { offsetReset, onPositions } = this.#options;
    const before = new Map(all.map((tracked) => [tracked, tracked.offset]));
    const failures =
      step.do === 'locate'
        ? await locate(this.client, all, this.#options, signal)
        : await validate(this.client, step.leader, all, offsetReset, signal);
    const answered = all.filter((tracked, index) => {
      if (tracked.isRemoved) return false;
      const failure = failures[index];
      if (failure) this.#failed([tracked], failure);
      return !failure;
    });
    if (answered.length === 0) return;
    this.#answeredAt = performance.now();
    for (const tracked of answered) tracked.failing.ended(this.client.log);
    const moved = answered.filter((tracked) => tracked.offset !== before.get(tracked));
    if (moved.length > 0) await onPositions(moved.flatMap(foundPosition));
    for (const tracked of answered) if (tracked.isDone) this.#tracked.delete(tracked);
  }

  #fetch(leader: number, all: readonly Tracked[]): void {
    let source = this.#sources.get(leader);
    if (!source) this.#sources.set(leader, (source = new Source(this.#options.fetchMaxBytes)));
    if (source.isAsked || this.#ready.isFull(source)) return;
    const wanted = all.filter((tracked) => !this.#ready.isHeldUp(tracked));
    if (wanted.length === 0) return;
    const asked = source;
    asked.isAsked = true;
    this.#work(wanted, async () => {
      try {
        const ids = { leader, purpose: this.#purpose, signal: this.#stopping.signal };
        const answer = await fetchFrom(this.client, ids, asked, wanted, this.#options);
        this.#answeredAt = performance.now();
        this.#take(asked, answer);
      } finally {
        asked.isAsked = false;
      }
    });
  }

  #take(source: Source, answer: readonly (readonly [Tracked, FetchedPartition])[]): void {
    const batches: (readonly [Tracked, FetchedBatch])[] = [];
    for (const [tracked, fetched] of answer) {
      if (tracked.isRemoved) continue;
      if (fetched.error) {
        if (fetched.error.type === 'OFFSET_OUT_OF_RANGE') tracked.lose();
        this.#failed([tracked], refusal(tracked, fetched.error));
      } else {
        tracked.failing.ended(this.client.log);
        const batch = fetchedBatch(fetched, tracked, this.#options);
        if (!batch) continue;
        this.#advance(tracked, batch.nextOffset, batch.leaderEpoch);
        batches.push([tracked, batch]);
      }
    }
    this.#ready.add(source, batches);
  }

  #advance(tracked: Tracked, offset: number, leaderEpoch: number): void {
    tracked.offset = offset;
    tracked.offsetEpoch = leaderEpoch;
    if (!this.#tracked.delete(tracked)) return;
    // Behind the others, or a few busy partitions would fill each answer.
    if (!tracked.isDone) this.#tracked.add(tracked);
  }

  #failed(all: readonly Tracked[], error: unknown): void {
    const left = all.filter(({ isRemoved }) => !isRemoved);
    if (this.#stopping.signal.aborted || left.length === 0) return;
    if (error instanceof KafkaError && error.retriable) this.#wait(left, messageOf(error));
    else this.#failure ??= error as Error;
  }

  /** Asks anew who leads, and goes on with these partitions after a while; gives up when nothing at all was read for long. */
  #wait(all: readonly Tracked[], reason: string, isTopicUnknown = false): void {
    const { signal } = this.#stopping;
    const now = performance.now();
    let backoffMs = 0;
    for (const tracked of all) {
      tracked.isBusy = tracked.isWaiting = true;
      backoffMs = Math.max(backoffMs, tracked.failing.failed(now, reason, isTopicUnknown, this.client.log));
      if (tracked.failing.isGone(now)) this.#drop(tracked);
    }
    this.#failure ??= gaveUp([...this.#tracked], now, this.#answeredAt, this.#options.deadlineMs);
    void this.client
      .refresh(signal)
      .then(() => (this.#answeredAt = performance.now()))
      .catch(() => undefined)
      .then(() => delay(backoffMs, signal))
      .then(() => {
        for (const tracked of all) tracked.isBusy = tracked.isWaiting = false;
        if (!signal.aborted) this.#pump();
        this.#wake();
      });
  }

  /** The topic was deleted: that one of several is, ends nothing. */
  #drop(gone: Tracked): void {
    this.#tracked.delete(gone);
    const { topic } = gone;
    const isLast = [...this.#tracked].every((tracked) => tracked.topic === topic);
    if (isLast && !this.#options.isMember) this.#failure ??= unknownTopic(topic);
    else this.client.log({ level: 'warn', message: 'a topic was deleted, and is not read any more', topic });
  }
}

const foundPosition = ({ topic, partition, offset, offsetEpoch, topicId }: Tracked): FoundPosition[] =>
  offset === undefined ? [] : [{ topic, partition, offset, leaderEpoch: offsetEpoch, topicId }];
