import type { PartitionMetadata } from '../client/metadata';
import type { Message } from '../message';
import type { Compression } from '../protocol/records/compression';
import type { Report } from './report';
import type { Delivery } from './delivery';

export interface ProducerOptions {
  /** How long a batch waits for company while its partition is idle, milliseconds. @default 5 */
  readonly lingerMs?: number;
  /**
   * Most bytes of a batch as it is sent, going by how well the one before was compressed: it may become twice that. A larger
   * message is alone. @default 262144
   */
  readonly batchBytes?: number;
  /**
   * Most bytes that are held for messages that wait or are in flight, over all partitions: as they are sent, compressed ones beside
   * them, and what Node.js takes for each. Then `send` waits.
   * @default 33554432
   */
  readonly bufferBytes?: number;
  /**
   * Most bytes of a message, and of a request, before compression, as Java's `max.request.size`: a larger one is refused at once. No
   * larger than `bufferBytes` either. What a topic takes, its `max.message.bytes`, brokers tell.
   * @default 104857600, what brokers read by default (`socket.request.max.bytes`)
   */
  readonly maxRequestBytes?: number;
  /**
   * Time from acceptance to an outcome, milliseconds. It should outlast the ZooKeeper session and an election, so that a
   * killed broker fails no message, and what a slow link needs for a full buffer.
   * @default 120000, as Java's `delivery.timeout.ms`
   */
  readonly deliveryTimeoutMs?: number;
  /**
   * Chooses the partition of a message that names none, once: a retry never moves it. What it throws makes the message `INVALID_MESSAGE`.
   * @default - as Java's: by the key (murmur2), and those without one in turn
   */
  readonly partitioner?: (message: Message, partitions: readonly PartitionMetadata[]) => number;
  /** Of all messages, or by topic, asked once for each. zstd needs Node.js 22.15 or later. @default 'none' */
  readonly compression?: Compression | ((topic: string) => Compression);
}

/** Idempotent, acks=all: one request in flight per partition, partitions in parallel. Messages of a key keep their order. */
export interface Producer {
  /**
   * Resolves with the outcome; waits for room first, while the buffer is full. Rejects only for what was never accepted, and with the
   * reason of `signal` while it waits for room. A message is not to be changed before its outcome.
   * @throws {KafkaError} `INVALID_MESSAGE`, `MESSAGE_TOO_LARGE`, `CLOSED`
   */
  send(message: Message, options?: { readonly signal?: AbortSignal }): Promise<Delivery>;
  /**
   * The cheap way for many: accepts `message` and reports its outcome once. If it returns a promise, await that before the
   * next call: the buffer is full, or the topic not known yet.
   * @throws {KafkaError} `BUFFER_FULL` when called without awaiting
   */
  enqueue(message: Message, report: Report): Promise<void> | undefined;
  /** Sends what waits, without lingering; resolves when all that was accepted so far has its outcome. */
  flush(): Promise<void>;
  /**
   * Refuses further messages and flushes.
   * @param options withinMs shortens the delivery time-out of what is left, e.g. to the grace period of a pod
   */
  close(options?: { readonly withinMs?: number }): Promise<void>;
  /** Messages accepted that have no outcome yet. */
  readonly pending: number;
}
