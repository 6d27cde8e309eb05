import type { Client } from '../client/client';
import { KafkaError, messageOf } from '../protocol/errors';
import type { Message } from '../message';
import { canCompress, NO_ZSTD, type Compression } from '../protocol/records/compression';
import { requireOptions } from '../client/require-options';
import { DELIVERY_TIMEOUT_MS, GIVE_UP_MS } from '../client/timeouts';
import type { Report } from './report';
import { BufferSpace } from './buffer-space';
import { Deadlines } from './deadlines';
import type { Delivery } from './delivery';
import { firstIdentity, newIdentity } from './identity';
import type { Lane, LaneContext } from './lane';
import { Lingers } from './lingers';
import { firstMessageFault, invalidMessage, messageFault } from './message-fault';
import { isLargerThan, messageSize, roughSize } from './message-size';
import { Outboxes } from './outbox';
import type { Producer, ProducerOptions } from './producer';
import { TopicLanes } from './topic-lanes';
import { Turns } from './turns';
import { Watchdog } from './watchdog';

/** Routes messages to the lanes of their topics, within the bounds of the buffer. */
export class LanesProducer implements Producer {
  readonly #topics = new Map<string, TopicLanes>();
  readonly #space: BufferSpace;
  readonly #context: Omit<LaneContext, 'compression'>;
  readonly #compressionOf: (topic: string) => Compression;
  readonly #deadlines: Deadlines;
  readonly #watchdog: Watchdog;
  readonly #stopListening: () => void;
  /** Calls of `send` that wait for room. */
  readonly #senders = new Turns();
  readonly #maxMessageBytes: number;
  #pending = 0;
  #isClosed = false;

  constructor(
    client: Client,
    options: ProducerOptions,
    identities: Pick<LaneContext, 'identity' | 'newIdentity' | 'transaction'>,
  ) {
    const { bufferBytes = 32 * 1024 * 1024, maxRequestBytes = 100 * 1024 * 1024, batchBytes = 256 * 1024 } = options;
    const { compression = 'none' } = options;
    this.#compressionOf = typeof compression === 'function' ? compression : () => compression;
    this.#space = new BufferSpace(bufferBytes);
    this.#maxMessageBytes = Math.min(maxRequestBytes, bufferBytes);
    this.#deadlines = new Deadlines(options.deliveryTimeoutMs ?? DELIVERY_TIMEOUT_MS);
    this.#context = {
      client,
      lingerMs: options.lingerMs ?? 5,
      lingers: new Lingers(),
      outboxes: new Outboxes(client, identities.transaction?.id),
      batchBytes: Math.min(batchBytes, maxRequestBytes),
      deadlines: this.#deadlines,
      partitioner: options.partitioner,
      ...identities,
      space: this.#space,
      settled: (messages) => this.#settled(messages),
    };
    this.#watchdog = new Watchdog(client, () => this.#lanes());
    this.#stopListening = client.onRefresh(() => {
      for (const topic of this.#topics.values()) if (!topic.opening) topic.resize();
      this.#watchdog.check();
    });
  }

  static async create(client: Client, options: ProducerOptions, signal?: AbortSignal): Promise<LanesProducer> {
    requireOptions(options);
    const { compression = 'none' } = options;
    if (typeof compression === 'string' && !(await canCompress(compression))) throw new KafkaError('NO_ZSTD', NO_ZSTD);
    const identity = await firstIdentity(client, options.deliveryTimeoutMs ?? GIVE_UP_MS, signal);
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
      if (!this.#space.isFull() && this.#senders.isEmpty) {
        this.#accept(message, resolve);
        return;
      }
      const take = () => resolve(new Promise((settle) => this.#accept(message, settle)));
      this.#senders.wait(take, signal, () => reject(signal!.reason as Error));
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
    while (!this.#senders.isEmpty) await this.#space.untilNotFull();
    for (const topic of this.#topics.values()) await topic.untilPlaced();
    await Promise.all([...this.#lanes()].map((lane) => lane.flush()));
  }

  async close({ withinMs = Infinity }: { readonly withinMs?: number } = {}): Promise<void> {
    this.#isClosed = true;
    this.shortenDeadline(withinMs);
    await this.flush();
    this.#stopListening();
    this.#watchdog.stop();
    this.#deadlines.stop();
  }

  /** Leaves no more time than this for all that was accepted, and for all that still will be. */
  shortenDeadline(withinMs: number): void {
    this.#deadlines.endWithin(withinMs);
    for (const lane of this.#lanes()) lane.endBy(performance.now() + withinMs);
  }

  /** One that throws has changed nothing. */
  #accept(message: Message, report: Report): void {
    let topic = this.#topics.get(message.topic);
    if (!topic) {
      const compression = this.#compressionOf(message.topic);
      topic = new TopicLanes(message.topic, { ...this.#context, compression });
      this.#topics.set(message.topic, topic);
    }
    try {
      topic.append(message, performance.now(), roughSize(message), report);
    } catch (error) {
      throw invalidMessage(messageOf(error), error);
    }
    if (this.#pending++ === 0) this.#watchdog.start();
  }

  #settled(messages: number): void {
    this.#pending -= messages;
    if (this.#pending === 0) this.#watchdog.stop();
    this.#senders.go(() => !this.#space.isFull());
  }

  *#lanes(): Iterable<Lane> {
    for (const { lanes } of this.#topics.values()) yield* lanes;
  }

  #check(message: Message): void {
    if (this.#isClosed) throw new KafkaError('CLOSED', 'the producer is closed');
    const fault = messageFault(message);
    if (fault !== undefined) throw invalidMessage(fault);
    const firstFault = this.#topics.has(message.topic) ? undefined : firstMessageFault(message);
    if (firstFault !== undefined) throw invalidMessage(firstFault);
    if (isLargerThan(this.#maxMessageBytes, message)) throw this.#tooLarge(message);
  }

  #tooLarge(message: Message): KafkaError {
    const limit = `${this.#maxMessageBytes} (the smaller of maxRequestBytes and bufferBytes)`;
    const text = `a message of topic "${message.topic}" takes ${messageSize(message)} bytes, more than ${limit}`;
    return new KafkaError('MESSAGE_TOO_LARGE', text, { topic: message.topic });
  }
}
