import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import type { Message } from '../message';
import { canCompress, NO_ZSTD } from '../protocol/records/compression';
import type { Report } from './report';
import { BufferSpace } from './buffer-space';
import { Deadlines } from './deadlines';
import type { Delivery } from './delivery';
import { firstIdentity, newIdentity } from './identity';
import type { Lane, LaneContext } from './lane';
import type { Producer, ProducerOptions } from './producer';
import { TopicLanes } from './topic-lanes';
import { Watchdog } from './watchdog';

/** What a message takes besides its key and value. */
const MESSAGE_OVERHEAD_BYTES = 64;

/** Routes messages to the lanes of their topics, within the bounds of the buffer. */
export class LanesProducer implements Producer {
  readonly #topics = new Map<string, TopicLanes>();
  readonly #space: BufferSpace;
  readonly #context: LaneContext;
  readonly #deadlines: Deadlines;
  readonly #watchdog: Watchdog;
  readonly #stopListening: () => void;
  /** Calls of `send` that wait for room, in turn. */
  readonly #senders: (() => void)[] = [];
  #pending = 0;
  #isClosed = false;

  constructor(
    client: Client,
    options: ProducerOptions,
    identities: Pick<LaneContext, 'identity' | 'newIdentity' | 'transaction'>,
  ) {
    this.#space = new BufferSpace(options.bufferBytes ?? 32 * 1024 * 1024);
    this.#deadlines = new Deadlines(options.deliveryTimeoutMs ?? 60_000);
    this.#context = {
      client,
      lingerMs: options.lingerMs ?? 5,
      batchBytes: options.batchBytes ?? 256 * 1024,
      deadlines: this.#deadlines,
      compression: options.compression ?? 'none',
      ...identities,
      settled: (messages, bytes) => this.#settled(messages, bytes),
    };
    this.#watchdog = new Watchdog(client, () => this.#lanes());
    this.#stopListening = client.onRefresh(() => {
      for (const topic of this.#topics.values()) if (!topic.opening) topic.resize();
      this.#watchdog.check();
    });
  }

  static async create(client: Client, options: ProducerOptions, signal?: AbortSignal): Promise<LanesProducer> {
    if (!(await canCompress(options.compression ?? 'none'))) {
      throw new KafkaError('NO_ZSTD', NO_ZSTD);
    }
    const identity = await firstIdentity(client, options.deliveryTimeoutMs ?? 60_000, signal);
    return new LanesProducer(client, options, {
      identity,
      newIdentity: () => newIdentity(client),
      transaction: undefined,
    });
  }

  get pending(): number {
    return this.#pending;
  }

  send(message: Message, { signal }: { readonly signal?: AbortSignal } = {}): Promise<Delivery> {
    return new Promise((resolve, reject) => {
      this.#check(message);
      signal?.throwIfAborted();
      if (!this.#space.isFull() && this.#senders.length === 0) {
        this.#accept(message, resolve);
        return;
      }
      const accept = () => {
        signal?.removeEventListener('abort', onAbort);
        this.#accept(message, resolve);
      };
      const onAbort = () => {
        this.#senders.splice(this.#senders.indexOf(accept), 1);
        reject(signal!.reason as Error);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#senders.push(accept);
    });
  }

  enqueue(message: Message, report: Report): Promise<void> | undefined {
    this.#check(message);
    if (this.#space.isFull()) {
      throw new KafkaError('BUFFER_FULL', 'the producer is full: await what enqueue returned before the next call');
    }
    this.#accept(message, report);
    if (this.#space.isFull()) return this.#space.untilNotFull();
    return this.#topics.get(message.topic)?.opening;
  }

  async flush(): Promise<void> {
    while (this.#senders.length > 0) await this.#space.untilNotFull();
    for (const { opening } of this.#topics.values()) await opening;
    await Promise.all([...this.#lanes()].map((lane) => lane.flush()));
  }

  async close({ withinMs = Infinity }: { readonly withinMs?: number } = {}): Promise<void> {
    this.#isClosed = true;
    this.hurry(withinMs);
    await this.flush();
    this.#stopListening();
    this.#watchdog.stop();
    this.#deadlines.stop();
  }

  /** Leaves no more time than this for all that was accepted, and for all that still will be. */
  hurry(withinMs: number): void {
    this.#deadlines.endWithin(withinMs);
    for (const lane of this.#lanes()) lane.endBy(performance.now() + withinMs);
  }

  #accept(message: Message, report: Report): void {
    let topic = this.#topics.get(message.topic);
    if (!topic) {
      topic = new TopicLanes(message.topic, this.#context);
      this.#topics.set(message.topic, topic);
    }
    const bytes = MESSAGE_OVERHEAD_BYTES + (message.key?.length ?? 0) + (message.value?.length ?? 0);
    topic.append(message, performance.now(), bytes, report);
    this.#space.take(bytes);
    if (this.#pending++ === 0) this.#watchdog.start();
  }

  #settled(messages: number, bytes: number): void {
    this.#pending -= messages;
    if (this.#pending === 0) this.#watchdog.stop();
    this.#space.give(bytes);
    while (this.#senders.length > 0 && !this.#space.isFull()) this.#senders.shift()?.();
  }

  *#lanes(): Iterable<Lane> {
    for (const { lanes } of this.#topics.values()) yield* lanes;
  }

  #check(message: Message): void {
    if (this.#isClosed) throw new KafkaError('CLOSED', 'the producer is closed');
    if (isMessage(message)) return;
    const text = 'a message has a topic, and a key and a value that are text, bytes or null';
    throw new KafkaError('INVALID_MESSAGE', text);
  }
}

const isText = (field: unknown): boolean => field === null || typeof field === 'string' || field instanceof Uint8Array;

/** Callers in plain JavaScript have no types to stop them. */
const isMessage = ({ topic, key = null, value }: Message): boolean =>
  typeof topic === 'string' && isText(key) && isText(value);
