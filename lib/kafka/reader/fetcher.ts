import { abortController } from '../async';
import type { Client } from '../client/client';
import type { MessageBatch } from '../message';
import { uniquePurpose } from '../network/connections';
import type { FetchedPartition } from '../protocol/requests/fetch';
import { fetchFrom } from './fetch-from';
import { fetchedBatch, type FetchedBatch } from './fetched-batch';
import { locate } from './locate';
import { planned, type Search } from './next-step';
import { withDefaults, type AllFetcherOptions, type FetcherOptions, type FoundPosition } from './fetcher-options';
import { refusal } from './give-up';
import { ReadyBatches } from './ready-batches';
import { Recovery } from './recovery';
import { Source } from './source';
import { nameOf, Tracked, type Assigned, type Place } from './tracked';
import { validate } from './validate';

/** Fetches partitions from their leaders, wherever those move. What is wrong with one keeps none of the others waiting. */
export class Fetcher {
  readonly #tracked = new Set<Tracked>();
  readonly #sources = new Map<number, Source>();
  readonly #ready: ReadyBatches;
  /** Of its own: long polls of several fetchers must not queue up on one connection. */
  readonly #purpose = uniquePurpose('fetch');
  readonly #stopping = abortController();
  readonly #options: AllFetcherOptions;
  readonly #recovery: Recovery;
  #wake: () => void = () => undefined;

  constructor(
    private readonly client: Client,
    options: FetcherOptions,
    assigned: readonly Assigned[],
  ) {
    this.#options = withDefaults(options);
    this.#ready = new ReadyBatches(this.#options.isFree);
    const { signal } = this.#stopping;
    this.#recovery = new Recovery(client, this.#tracked, { ...this.#options, signal }, () => this.#goOn());
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
      if (this.#recovery.failure) throw this.#recovery.failure;
      const ready = this.#ready.take();
      if (ready) {
        const { batch, failure } = await ready;
        if (failure) this.#recovery.fail(failure);
        return batch;
      }
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
      if (step.do === 'fail') this.#recovery.fail(step.error);
      else if (step.do === 'drop') for (const tracked of all) this.#tracked.delete(tracked);
      else if (step.do === 'wait') this.#recovery.wait(all, step.reason, step.isTopicUnknown);
      else if (step.do === 'fetch') this.#fetch(step.leader, all);
      else this.#search(step, all);
    }
  }

  /** Does something about partitions, which are left alone meanwhile. */
  #work(all: readonly Tracked[], work: () => Promise<void>): void {
    for (const tracked of all) tracked.isBusy = true;
    void work()
      .catch((error: unknown) => this.#recovery.failed(all, error))
      .finally(() => {
        for (const tracked of all) tracked.isBusy = tracked.isWaiting;
        this.#goOn();
      });
  }

  #goOn(): void {
    if (!this.#stopping.signal.aborted) this.#pump();
    this.#wake();
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
      if (failure) this.#recovery.failed([tracked], failure);
      return !failure;
    });
    if (answered.length === 0) return;
    this.#recovery.answered();
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
    const { tell } = this.#options;
    this.#work(wanted, async () => {
      const askedAt = performance.now();
      tell('fetching', { broker: leader });
      try {
        const onSilence = (since: number, reason: string) => this.#recovery.silent(wanted, since, reason);
        const broker = { leader, purpose: this.#purpose, signal: this.#stopping.signal, onSilence };
        const answer = await fetchFrom(this.client, broker, asked, wanted, this.#options);
        this.#recovery.answered();
        const partitions = this.#take(leader, asked, answer);
        tell('fetched', { broker: leader, partitions, durationMs: performance.now() - askedAt });
      } finally {
        asked.isAsked = false;
      }
    });
  }

  /** @returns of how many partitions there are messages */
  #take(leader: number, source: Source, answer: readonly (readonly [Tracked, FetchedPartition])[]): number {
    const batches: (readonly [Tracked, FetchedBatch])[] = [];
    for (const [tracked, fetched] of answer) {
      if (tracked.isRemoved) continue;
      if (fetched.error) {
        if (fetched.error.type === 'OFFSET_OUT_OF_RANGE') tracked.lose();
        this.#recovery.failed([tracked], refusal(tracked, fetched.error, leader));
      } else {
        tracked.failing.ended(this.client.log);
        const batch = fetchedBatch(fetched, leader, tracked, this.#options);
        if (!batch) continue;
        this.#advance(tracked, batch.nextOffset, batch.leaderEpoch);
        batches.push([tracked, batch]);
      }
    }
    this.#ready.add(source, batches);
    return batches.length;
  }

  #advance(tracked: Tracked, offset: number, leaderEpoch: number): void {
    tracked.offset = offset;
    tracked.offsetEpoch = leaderEpoch;
    if (!this.#tracked.delete(tracked)) return;
    // Behind the others, or a few busy partitions would fill each answer.
    if (!tracked.isDone) this.#tracked.add(tracked);
  }
}

const foundPosition = ({ topic, partition, offset, offsetEpoch, topicId }: Tracked): FoundPosition[] =>
  offset === undefined ? [] : [{ topic, partition, offset, leaderEpoch: offsetEpoch, topicId }];
