import { delay } from '../async';
import { FIRST_BACKOFF_MS, nextBackoff } from '../client/timeouts';
import type { Client } from '../client/client';
import { KafkaError, messageOf } from '../protocol/errors';
import { groupBy } from '../group-by';
import type { MessageBatch } from '../message';
import { fetch, type FetchedPartition, type Isolation } from '../protocol/requests/fetch';
import { Failing } from './failing';
import { fetchedBatch } from './fetched-batch';
import { reposition } from './reposition';

export interface Position {
  readonly topic: string;
  readonly partition: number;
  /** Next to be fetched. */
  offset: number;
  /** Reading ends before it. */
  readonly end: number;
}

interface Tracked extends Position {
  isInFlight: boolean;
  readonly failing: Failing;
}

/** Of a broker: how many answers of it are not wholly handed out yet. */
interface Source {
  isAsked: boolean;
  answers: number;
}

const MAX_WAIT_MS = 500;
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_PARTITION_BYTES = 1024 * 1024;
/** One answer is read while the next is under way. */
const MOST_ANSWERS = 2;

/** Fetches partitions from their leaders, wherever those move. */
export class Fetcher {
  readonly #positions = new Set<Tracked>();
  readonly #sources = new Map<number, Source>();
  readonly #ready: (() => Promise<MessageBatch>)[] = [];
  #backoffMs = FIRST_BACKOFF_MS;
  #isRecovering = false;
  #isStopped = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(
    private readonly client: Client,
    private readonly isolation: Isolation,
    /** Of its own: long polls of several fetchers must not queue up on one connection. */
    private readonly purpose: string,
    positions: readonly Position[],
  ) {
    this.add(positions);
  }

  add(positions: readonly Position[]): void {
    for (const position of positions) {
      if (position.offset < position.end)
        this.#positions.add({ ...position, isInFlight: false, failing: new Failing(position) });
    }
    this.#wake();
  }

  /**
   * The next batch that came, perhaps with no messages in it but with an offset that moved; undefined after the ends of all
   * partitions, or when stopped.
   */
  async next(): Promise<MessageBatch | undefined> {
    for (;;) {
      if (this.#failure) throw this.#failure;
      if (this.#isStopped) return undefined;
      this.#pump();
      const ready = this.#ready.shift();
      if (ready) return ready();
      if (this.#positions.size === 0) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.client.closeConnections(this.purpose);
    this.#wake();
  }

  #pump(): void {
    const byLeader = new Map<number, Tracked[]>();
    for (const position of this.#positions) {
      if (position.isInFlight) continue;
      const leader = this.client.partition(position.topic, position.partition)?.leader;
      if (leader === undefined) this.#recover([position], 'it has no leader');
      else if (byLeader.has(leader)) byLeader.get(leader)!.push(position);
      else byLeader.set(leader, [position]);
    }
    for (const [leader, positions] of byLeader) void this.#fetch(leader, positions);
  }

  async #fetch(leader: number, positions: readonly Tracked[]): Promise<void> {
    let source = this.#sources.get(leader);
    if (!source) this.#sources.set(leader, (source = { isAsked: false, answers: 0 }));
    if (source.isAsked || source.answers >= MOST_ANSWERS || this.#isRecovering) return;
    source.isAsked = true;
    for (const position of positions) position.isInFlight = true;
    try {
      const connection = await this.client.connection(leader, this.purpose);
      const asked = {
        isolation: this.isolation,
        maxWaitMs: MAX_WAIT_MS,
        maxBytes: MAX_BYTES,
        maxPartitionBytes: MAX_PARTITION_BYTES,
        topics: groupBy(positions, ({ topic }) => topic),
      };
      const answer = await connection.send(fetch, asked, { timeoutMs: MAX_WAIT_MS + 2000 });
      await this.#take(source, positions, answer.partitions);
    } catch (error) {
      if (error instanceof KafkaError && error.code === 'OFFSET_OUT_OF_RANGE') this.#failure = error;
      else this.#recover(positions, messageOf(error));
    } finally {
      source.isAsked = false;
      for (const position of positions) position.isInFlight = false;
      if (!this.#isStopped) this.#pump();
      this.#wake();
    }
  }

  async #take(source: Source, positions: readonly Tracked[], answer: readonly FetchedPartition[]): Promise<void> {
    const byPlace = new Map(positions.map((position) => [`${position.topic}/${position.partition}`, position]));
    const outOfRange: Tracked[] = [];
    let untaken = 0;
    for (const fetched of answer) {
      const position = byPlace.get(`${fetched.topic}/${fetched.partition}`)!;
      if (fetched.error?.type === 'OFFSET_OUT_OF_RANGE') outOfRange.push(position);
      else if (fetched.error) this.#recover([position], fetched.error.message);
      else {
        this.#backoffMs = FIRST_BACKOFF_MS;
        position.failing.ended();
        const batch = fetchedBatch(fetched, this.isolation, position.offset, position.end);
        if (!batch) continue;
        this.#advance(position, batch.nextOffset);
        untaken++;
        this.#ready.push(() => {
          if (--untaken === 0) source.answers--;
          return batch.decode();
        });
      }
    }
    if (untaken > 0) source.answers++;
    this.#wake();
    for (const position of outOfRange) {
      this.#advance(position, await reposition(this.client, position, this.isolation, this.purpose));
    }
  }

  #advance(position: Tracked, offset: number): void {
    position.offset = offset;
    this.#positions.delete(position);
    // Behind the others, or a few busy partitions would fill each answer.
    if (offset < position.end) this.#positions.add(position);
  }

  /** Asks anew who leads, then goes on; gives up what has failed for long. */
  #recover(positions: readonly Tracked[], reason: string): void {
    const now = performance.now();
    for (const position of positions) {
      const error = this.client.metadata.topics.get(position.topic)?.error?.type;
      this.#failure ??= position.failing.failed(now, reason, error === 'UNKNOWN_TOPIC_OR_PARTITION');
    }
    if (this.#isRecovering || this.#isStopped) return;
    this.#isRecovering = true;
    const backoffMs = this.#backoffMs;
    this.#backoffMs = nextBackoff(backoffMs);
    void this.client
      .refresh()
      .catch(() => undefined)
      .then(() => delay(backoffMs))
      .then(() => {
        this.#isRecovering = false;
        this.#wake();
      });
  }
}
