import type { Topic } from '../../cluster';
import { consumeMessages, type ConsumerOptions } from './consumer';
import type { TypedReceivedMessage } from './message';
import type { OpenClient } from './open-client';
import { TypedProducer, type TypedProducerOptions } from './producer';
import { readMessages, type ReaderOptions } from './reader';

export type Messages<Value> = AsyncGenerator<TypedReceivedMessage<Value>, void, undefined>;

/** Clients of described topics. Each has a connection of its own, opened when it is first used and closed with it. */
export interface TypedClients {
  /** Idempotent, acks=all. Messages of a key keep their order. Close it: it flushes. */
  readonly producer: <Value>(topic: Topic<string, Value>, options?: TypedProducerOptions) => TypedProducer<Value>;

  /**
   * Iterates over what comes, as a member of a group: without end unless `count`, `until` or `idleMs` is given. Fetches ahead
   * by one answer per broker and no further, so a slow loop is never flooded. A message is committed once the loop has asked for
   * the next one, at the latest a second later and when the iteration ends. `signal` ends it after the message in hand.
   * `break` looks the same as an error thrown in the loop: the message in hand is not committed then, and comes again.
   * @throws {KafkaError} `UNKNOWN_TOPIC`, `UNREADABLE_VALUE`, `CANNOT_CONNECT`
   */
  readonly consumer: <Value>(topic: Topic<string, Value>, options: ConsumerOptions) => Messages<Value>;

  /**
   * Iterates over what there is, without a group: nothing is committed. Ends when it has caught up, unless `until` says other.
   * @throws {KafkaError} `UNKNOWN_TOPIC`, `UNREADABLE_VALUE`, `OFFSET_OUT_OF_RANGE`, `CANNOT_CONNECT`
   */
  readonly reader: <Value>(topic: Topic<string, Value>, options?: ReaderOptions) => Messages<Value>;
}

export const typedClients = (openClient: OpenClient): TypedClients => ({
  producer: (topic, options = {}) => new TypedProducer(topic, openClient, options),
  consumer: (topic, options) => consumeMessages(openClient, topic, options),
  reader: (topic, options = {}) => readMessages(openClient, topic, options),
});
