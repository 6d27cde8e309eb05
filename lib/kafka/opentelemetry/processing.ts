import { context, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { MessageBatch, ReceivedMessage } from '../message';
import { KafkaError, messageOf } from '../protocol/errors';
import type { Instruments } from './instruments';
import { ATTRIBUTE, operation } from './names';
import { linksTo } from './propagation';

interface Handled extends Pick<MessageBatch, 'topic' | 'partition'> {
  readonly messages: readonly Pick<ReceivedMessage, 'offset' | 'headers'>[];
}

/** Has a batch handled within a span of its own: what the handler begins belongs to it. */
export async function processing(
  { topic, partition, messages }: Handled,
  groupId: string,
  tracer: Tracer,
  instruments: Instruments,
  handle: () => Promise<void> | void,
): Promise<void> {
  const attributes = {
    ...operation('process', topic),
    [ATTRIBUTE.group]: groupId,
    [ATTRIBUTE.partition]: `${partition}`,
  };
  const offset = messages.length === 1 ? { [ATTRIBUTE.offset]: messages[0]!.offset } : {};
  const span = tracer.startSpan(`process ${topic}`, {
    kind: SpanKind.CONSUMER,
    attributes: { ...attributes, ...offset, [ATTRIBUTE.messages]: messages.length },
    links: linksTo(messages),
  });
  const active = trace.setSpan(context.active(), span);
  const startedAt = performance.now();
  instruments.consumed.add(messages.length, attributes);
  let failure = {};
  try {
    await context.with(active, handle);
  } catch (error) {
    failure = { [ATTRIBUTE.errorType]: error instanceof KafkaError ? error.code : '_OTHER' };
    span.setAttributes(failure);
    span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
    throw error;
  } finally {
    instruments.process.record((performance.now() - startedAt) / 1000, { ...attributes, ...failure }, active);
    span.end();
  }
}
