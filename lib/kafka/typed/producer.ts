import { setImmediate } from 'node:timers/promises';
import type { Topic } from '../../cluster';
import { abortController, timer, unlessAborted } from '../async';
import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import type { Message } from '../message';
import { createProducer } from '../producer/create-producer';
import type { Delivery } from '../producer/delivery';
import type { Producer, ProducerOptions } from '../producer/producer';
import { encoded, type TypedMessage } from './message';
import type { OpenClient } from './open-client';

/** Where a message was stored. */
export interface Stored {
  readonly partition: number;
  readonly offset: number;
}

export interface TypedProducerOptions extends ProducerOptions {
  /** Is given what sends the messages, and returns what they are handed to, such as `telemetry.producer`. @default - the same */
  readonly wrap?: (producer: Producer) => Producer;
}

interface Connected {
  readonly client: Client;
  readonly producer: Producer;
}

/** Produces to one topic. Connects with the first message. */
export class TypedProducer<Value> {
  #connected: Connected | undefined;
  #connecting: Promise<Connected> | undefined;
  readonly #connectingEnds = abortController();
  #isClosed = false;

  constructor(
    private readonly topic: Topic<string, Value>,
    private readonly openClient: OpenClient,
    private readonly options: TypedProducerOptions,
  ) {}

  /**
   * Resolves when all in-sync replicas have the message. While the buffer is full it waits for room first: await each message,
   * or use `sendAll`.
   * @param options signal ends the wait for a connection or for room, with its reason: what was accepted is sent in any case
   * @throws {KafkaError} `INVALID_MESSAGE`, `UNKNOWN_TOPIC`, `CANNOT_CONNECT`, `CLOSED`
   * @throws {KafkaError} `NOT_STORED`: certainly not stored; `UNKNOWN_OUTCOME`: stored once or not at all
   */
  async send(message: TypedMessage<Value>, options: { readonly signal?: AbortSignal } = {}): Promise<Stored> {
    const raw = encoded(this.topic, message);
    const { producer } = this.#connected ?? (await unlessAborted(this.#connect(), options.signal));
    const delivery = await producer.send(raw, options);
    if (delivery.outcome !== 'acked') throw delivery.error;
    return { partition: delivery.partition, offset: delivery.offset };
  }

  /**
   * Sends what comes as fast as it is stored, and takes no more when one fails or `signal` aborts.
   * @returns how many there were, when all are stored
   * @throws the first failure, as `send` does, or the reason of `signal`, after everything taken has its outcome
   */
  async sendAll(
    messages: Iterable<TypedMessage<Value>> | AsyncIterable<TypedMessage<Value>>,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<number> {
    const { producer } = this.#connected ?? (await unlessAborted(this.#connect(), options.signal));
    let stored = 0;
    let failure: Error | undefined;
    const report = (delivery: Delivery) => {
      if (delivery.outcome === 'acked') stored++;
      else failure ??= delivery.error;
    };
    try {
      for await (const message of messages) {
        options.signal?.throwIfAborted();
        const full = enqueue(producer, encoded(this.topic, message), report);
        if (full) await full;
        if (failure) break;
      }
    } finally {
      await producer.flush();
    }
    if (failure) throw failure;
    return stored;
  }

  /**
   * Refuses further messages, and resolves when those accepted have their outcome.
   * @param options withinMs shortens the delivery time-out of what is left, e.g. to the grace period of a pod
   */
  async close(options: { readonly withinMs?: number } = {}): Promise<void> {
    this.#isClosed = true;
    const connected = await this.#connectedWithin(options.withinMs);
    // The messages that waited for the connection come before the end.
    await setImmediate();
    await connected?.producer.close(options);
    await connected?.client.close();
  }

  async #connectedWithin(ms: number | undefined): Promise<Connected | undefined> {
    const end = timer(ms ?? Infinity, () => this.#connectingEnds.abort(closedError()));
    try {
      return await this.#connecting?.catch(() => undefined);
    } finally {
      clearTimeout(end);
    }
  }

  /** After a failure the next message tries again. */
  #connect(): Promise<Connected> {
    if (this.#isClosed) return Promise.reject(closedError());
    this.#connecting ??= this.#open().catch((error: unknown) => {
      this.#connecting = undefined;
      throw error;
    });
    return this.#connecting;
  }

  async #open(): Promise<Connected> {
    const { signal } = this.#connectingEnds;
    const client = await this.openClient(signal);
    const { wrap = (producer: Producer) => producer, ...options } = this.options;
    try {
      const producer = await unlessAborted(createProducer(client, options), signal);
      return (this.#connected = { client, producer: wrap(producer) });
    } catch (error) {
      await client.close();
      throw error;
    }
  }
}

const closedError = () => new KafkaError('CLOSED', 'the producer is closed');

/** Also where others of this producer have filled it since: then this one waits for its turn, and for its outcome. */
function enqueue(
  producer: Producer,
  message: Message,
  report: (delivery: Delivery) => void,
): Promise<void> | undefined {
  try {
    return producer.enqueue(message, report);
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'BUFFER_FULL') return producer.send(message).then(report);
    throw error;
  }
}
