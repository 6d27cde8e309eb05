import type { Client } from '../client';
import type { Message } from '../message';
import type { Delivery } from './delivery';

export interface ProducerOptions {
  /** How long a batch waits for company while its partition is idle, milliseconds. @default 5 */
  readonly lingerMs?: number;
  /** Most bytes of a batch before compression. @default 262144 */
  readonly batchBytes?: number;
  /** Most bytes that wait or are in flight, over all partitions; then `send` waits. @default 33554432 */
  readonly bufferBytes?: number;
  /**
   * Time from acceptance to an outcome, milliseconds. It should outlast the ZooKeeper session and an election, so that a
   * killed broker fails no message.
   * @default 60000
   */
  readonly deliveryTimeoutMs?: number;
  /** @default 'none' */
  readonly compression?: 'none' | 'gzip' | 'zstd';
}

/** Idempotent, acks=all: one request in flight per partition, partitions in parallel. Messages of a key keep their order. */
export interface Producer {
  /**
   * Resolves with the outcome; waits for room first, while the buffer is full. Rejects only for what is no message
   * (unknown partition, closed producer), for an unknown topic, and with the reason of `signal` while it waits for room.
   */
  send(message: Message, options?: { readonly signal?: AbortSignal }): Promise<Delivery>;
  /**
   * The cheap way for many: accepts `message` and reports its outcome once. If it returns a promise, await that before the
   * next call: the buffer is full, or the topic not known yet.
   */
  enqueue(message: Message, report: (delivery: Delivery) => void): Promise<void> | undefined;
  /** Sends what waits, without lingering; resolves when all that was accepted so far has its outcome. */
  flush(): Promise<void>;
  /** Flushes, then refuses further messages. Bounded by the delivery time-out. */
  close(): Promise<void>;
  /** Messages accepted that have no outcome yet. */
  readonly pending: number;
}

export function createProducer(_client: Client, _options: ProducerOptions = {}): Promise<Producer> {
  return Promise.reject(new Error('not built yet'));
}
