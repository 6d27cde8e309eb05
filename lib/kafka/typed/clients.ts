import { inspect } from 'node:util';
import type { Topic } from '../../cluster';
import { KafkaError } from '../protocol/errors';
import { consumeMessages, type ConsumerOptions } from './consumer';
import type { TypedReceivedMessage } from './message';
import type { OpenClient } from './open-client';
import { TypedProducer, type TypedProducerOptions } from './producer';
import { readMessages, type ReaderOptions } from './reader';

export type Messages<Value> = AsyncGenerator<TypedReceivedMessage<Value>, void, undefined>;

/**
 * Clients of described topics. Each has a connection of its own, opened when it is first used and closed with it.
 * @throws {KafkaError} `INVALID_TOPIC`, each, for what is no described topic
 */
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
  producer: (topic, options = {}) => new TypedProducer(described(topic), openClient, options),
  consumer: (topic, options) => consumeMessages(openClient, described(topic), options),
  reader: (topic, options = {}) => readMessages(openClient, described(topic), options),
});

/** Callers in plain JavaScript have no types to stop them, and may give its name, or one that is not described. */
function described<Of extends Topic>(topic: Of): Of {
  if (typeof (topic as Partial<Topic> | undefined)?.serde === 'object') return topic;
  const given = inspect(topic, { depth: 0 });
  throw new KafkaError(
    'INVALID_TOPIC',
    `a topic must be one of those of a cluster (topics.NAME), but ${given} was given`,
  );
}
