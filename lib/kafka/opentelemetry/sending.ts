import { context, SpanKind, SpanStatusCode, trace, type Context, type Span, type Tracer } from '@opentelemetry/api';
import type { Message } from '../message';
import type { Delivery } from '../producer/delivery';
import type { Producer } from '../producer/producer';
import { KafkaError } from '../protocol/errors';
import type { Transaction } from '../transactions/options';
import type { Instruments } from './instruments';
import { ATTRIBUTE, operation } from './names';
import { withContext } from './propagation';

/** A message under way: a span from when it is handed over to its outcome, and the figures of that. */
class Sending {
  readonly message: Message;
  readonly #span: Span;
  readonly #context: Context;
  readonly #startedAt = performance.now();

  constructor(
    tracer: Tracer,
    private readonly instruments: Instruments,
    given: Message,
  ) {
    const { topic, value } = given;
    const tombstone = value === null ? { [ATTRIBUTE.tombstone]: true } : {};
    const attributes = { ...operation('send', topic), ...tombstone };
    this.#span = tracer.startSpan(`send ${topic}`, { kind: SpanKind.PRODUCER, attributes });
    this.#context = trace.setSpan(context.active(), this.#span);
    this.message = withContext(given, this.#context);
  }

  delivered(delivery: Delivery): void {
    if (delivery.outcome === 'acked') this.#stored(delivery);
    else {
      this.#failed(delivery.error);
      this.#count({ [ATTRIBUTE.errorType]: delivery.error.code });
    }
    this.#span.end();
  }

  /** It was never accepted: nothing was sent that could be counted. */
  refused(error: unknown): void {
    this.#failed(error);
    this.#span.end();
  }

  /** By one who resolves only when it is stored, and rejects otherwise. */
  async within<Place extends { readonly partition: number; readonly offset: number }>(
    send: (message: Message) => Promise<Place>,
  ): Promise<Place> {
    try {
      const stored = await send(this.message);
      this.delivered({ outcome: 'acked', ...stored });
      return stored;
    } catch (error) {
      if (error instanceof KafkaError) this.delivered({ outcome: 'failed', error });
      else this.refused(error);
      throw error;
    }
  }

  #stored({ partition, offset }: { readonly partition: number; readonly offset: number }): void {
    const place = { [ATTRIBUTE.partition]: `${partition}` };
    this.#span.setAttributes({ ...place, [ATTRIBUTE.offset]: offset });
    this.#count(place);
  }

  #failed(error: unknown): void {
    const code = error instanceof KafkaError ? error.code : '_OTHER';
    this.#span.setAttribute(ATTRIBUTE.errorType, code);
    this.#span.setStatus({
      code: SpanStatusCode.ERROR,
      message: error instanceof Error ? error.message : String(error),
    });
  }

  #count(outcome: Record<string, string>): void {
    const attributes = { ...operation('send', this.message.topic), ...outcome };
    this.instruments.sent.add(1, attributes);
    this.instruments.operation.record((performance.now() - this.#startedAt) / 1000, attributes, this.#context);
  }
}

export function observedProducer(producer: Producer, tracer: Tracer, instruments: Instruments): Producer {
  return {
    send: async (given, options) => {
      const sending = new Sending(tracer, instruments, given);
      try {
        const delivery = await producer.send(sending.message, options);
        sending.delivered(delivery);
        return delivery;
      } catch (error) {
        sending.refused(error);
        throw error;
      }
    },
    enqueue: (given, report) => {
      const sending = new Sending(tracer, instruments, given);
      try {
        return producer.enqueue(sending.message, (delivery) => {
          sending.delivered(delivery);
          report(delivery);
        });
      } catch (error) {
        sending.refused(error);
        throw error;
      }
    },
    flush: () => producer.flush(),
    close: (options) => producer.close(options),
    get pending() {
      return producer.pending;
    },
  };
}

export const observedTransaction = (
  transaction: Transaction,
  tracer: Tracer,
  instruments: Instruments,
): Transaction => ({
  send: (given) => new Sending(tracer, instruments, given).within((message) => transaction.send(message)),
  sendOffsets: (group, offsets) => transaction.sendOffsets(group, offsets),
});
