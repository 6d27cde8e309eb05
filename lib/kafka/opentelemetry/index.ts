import { metrics, trace, type MeterProvider, type Tracer, type TracerProvider } from '@opentelemetry/api';
import { version } from '../../package/version';
import type { Control } from '../group/control';
import type { ClientHooks, MemberHooks } from '../hooks';
import type { MessageBatch, ReceivedMessage } from '../message';
import type { Producer } from '../producer/producer';
import type { Transaction } from '../transactions/options';
import { clientHooks, Lags, memberHooks } from './hooks';
import { instrumentsOf, type Instruments } from './instruments';
import { processing } from './processing';
import { observedProducer, observedTransaction } from './sending';

export interface TelemetryOptions {
  /** @default - that which the program has registered */
  readonly tracerProvider?: TracerProvider;
  /** @default - that which the program has registered */
  readonly meterProvider?: MeterProvider;
}

/** What is told of a message that is handled. */
export type HandledMessage = Pick<ReceivedMessage, 'partition' | 'offset' | 'headers'>;

const NAME = 'kafka-streaming';

/**
 * Metrics and spans of OpenTelemetry, by its API package alone: the program brings the SDK. Names are of the semantic conventions
 * for messaging, 1.45.0. A message that is sent carries the context that it was sent in, as headers; who processes a batch is linked
 * to all of those.
 */
export class Telemetry {
  /** For `connect`: open connections, and what is tried again. */
  readonly client: ClientHooks;
  readonly #tracer: Tracer;
  readonly #instruments: Instruments;
  readonly #lags: Lags;

  constructor({ tracerProvider, meterProvider }: TelemetryOptions = {}) {
    this.#tracer = (tracerProvider ?? trace).getTracer(NAME, version);
    this.#instruments = instrumentsOf((meterProvider ?? metrics).getMeter(NAME, version));
    this.#lags = new Lags(this.#instruments);
    this.client = clientHooks(this.#instruments);
  }

  /** For `on` of `consume` and `transform`: rebalances, and lag. */
  member(groupId: string): MemberHooks {
    return memberHooks(this.#instruments, this.#lags, groupId);
  }

  /** That producer, with a span and the figures of each message; for `wrap` of a typed producer too. */
  readonly producer = (producer: Producer): Producer => observedProducer(producer, this.#tracer, this.#instruments);

  /** A handler for `consume`, with a span and the figures of each batch. */
  handler(
    groupId: string,
    handle: (batch: MessageBatch, signal: AbortSignal, control: Control) => Promise<void> | void,
  ): (batch: MessageBatch, signal: AbortSignal, control: Control) => Promise<void> {
    return (batch, signal, control) =>
      processing(batch, groupId, this.#tracer, this.#instruments, () => handle(batch, signal, control));
  }

  /** Does what a loop over a typed consumer has to do with a message, with a span and its figures. */
  message(groupId: string, topic: string, message: HandledMessage, work: () => Promise<void> | void): Promise<void> {
    const batch = { topic, partition: message.partition, messages: [message] };
    return processing(batch, groupId, this.#tracer, this.#instruments, work);
  }

  /** What `transform` does with a batch: as `handler`, and as `producer` what it sends. */
  work(
    groupId: string,
    work: (batch: MessageBatch, transaction: Transaction, signal: AbortSignal) => Promise<void>,
  ): (batch: MessageBatch, transaction: Transaction, signal: AbortSignal) => Promise<void> {
    return (batch, transaction, signal) =>
      processing(batch, groupId, this.#tracer, this.#instruments, () =>
        work(batch, observedTransaction(transaction, this.#tracer, this.#instruments), signal),
      );
  }
}
