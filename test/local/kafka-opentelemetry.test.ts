import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { defineCluster, text, topic } from '../../lib/cluster';
import {
  connect,
  consume,
  createProducer,
  lastHeader,
  read,
  transform,
  typedClients,
  type Client,
} from '../../lib/kafka';
import { Telemetry } from '../../lib/kafka/opentelemetry';
import { eventually } from '../support/eventually';
import { KafkaFixture } from '../support/kafka-fixture';

jest.setTimeout(60_000);

const kafka = new KafkaFixture({ brokers: 1 });

const spans = new InMemorySpanExporter();
const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
const figures = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const meterReader = new PeriodicExportingMetricReader({ exporter: figures, exportIntervalMillis: 2 ** 30 });
const telemetry = new Telemetry({
  tracerProvider,
  meterProvider: new MeterProvider({ readers: [meterReader] }),
});

let client: Client;

beforeAll(async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  client = await connect({ brokers: kafka.local.bootstrap, on: telemetry.client });
});
beforeEach(() => spans.reset());

/** The newest value of a metric for each set of attributes, of those that have `some`. */
async function valuesOf(name: string, some: Readonly<Record<string, string>>): Promise<unknown[]> {
  figures.reset();
  await meterReader.forceFlush();
  const metrics = figures
    .getMetrics()
    .at(-1)!
    .scopeMetrics.flatMap(({ metrics }) => metrics);
  const points = metrics.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? [];
  return points
    .filter(({ attributes }) => Object.entries(some).every(([key, value]) => attributes[key] === value))
    .map(({ value }) => (typeof value === 'number' ? value : value.count));
}

const spanNamed = (name: string) => spans.getFinishedSpans().filter((span) => span.name === name);

test('has a span and figures for each message, and links who processes it to who sent it', async () => {
  const topic = await kafka.freshTopic(1);
  const producer = telemetry.producer(await createProducer(client, { lingerMs: 0 }));
  const tracer = tracerProvider.getTracer('program');
  const request = tracer.startSpan('request');
  await context.with(trace.setSpan(context.active(), request), async () => {
    await producer.send({
      topic,
      value: 'sent',
      headers: [
        ['traceparent', 'of an older message'],
        ['own', 'kept'],
      ],
    });
    await new Promise<void>((resolve, reject) => {
      void producer.enqueue({ topic, value: null, key: 'gone' }, ({ outcome }) =>
        outcome === 'acked' ? resolve() : reject(new Error(outcome)),
      );
    });
  });
  const foreign = await createProducer(client, { lingerMs: 0 });
  await foreign.send({ topic, value: 'of one without telemetry' });
  await foreign.close();

  const [first, second] = spanNamed(`send ${topic}`);
  expect(first).toMatchObject({
    kind: SpanKind.PRODUCER,
    parentSpanContext: { spanId: request.spanContext().spanId },
    attributes: {
      'messaging.system.name': 'kafka',
      'messaging.operation.name': 'send',
      'messaging.operation.type': 'send',
      'messaging.destination.name': topic,
      'messaging.destination.partition.id': '0',
      'kafka.offset': 0,
    },
  });
  expect(second!.attributes).toMatchObject({ 'kafka.offset': 1, 'kafka.message.tombstone': true });

  let headers: readonly (readonly [string, Buffer | null])[] = [];
  const options = {
    groupId: 'observed',
    topics: [topic],
    fromBeginning: true,
    count: 3,
    on: telemetry.member('observed'),
  };
  let lags: unknown[] = [];
  const handler = telemetry.handler('observed', async ({ messages }) => {
    headers = messages[0]!.headers;
    tracer.startSpan('within').end();
    lags = await valuesOf('kafka.consumer.records_lag', { 'messaging.destination.name': topic });
  });
  await consume(client, options, handler);
  expect(headers.map(([name]) => name)).toEqual(['own', 'traceparent']);
  expect(String(lastHeader(headers, 'traceparent'))).toContain(first!.spanContext().spanId);
  const [processed] = spanNamed(`process ${topic}`);
  expect(processed).toMatchObject({
    kind: SpanKind.CONSUMER,
    attributes: {
      'messaging.operation.name': 'process',
      'messaging.consumer.group.name': 'observed',
      'messaging.batch.message_count': 3,
    },
  });
  expect(processed!.links.map(({ context }) => context.spanId)).toEqual(
    [first, second].map((span) => span!.spanContext().spanId),
  );
  expect(spanNamed('within')[0]!.parentSpanContext?.spanId).toBe(processed!.spanContext().spanId);

  const ofTopic = { 'messaging.destination.name': topic };
  expect(await valuesOf('messaging.client.sent.messages', ofTopic)).toEqual([2]);
  expect(await valuesOf('messaging.client.operation.duration', ofTopic)).toEqual([2]);
  expect(await valuesOf('messaging.client.consumed.messages', ofTopic)).toEqual([3]);
  expect(await valuesOf('messaging.process.duration', ofTopic)).toEqual([1]);
  expect(await valuesOf('kafka.consumer.rebalances', { 'messaging.consumer.group.name': 'observed' })).toEqual([1]);
  expect(lags).toEqual([]);
  // What a member gave up is not its to tell any more.
  expect(await valuesOf('kafka.consumer.records_lag', ofTopic)).toEqual([]);
  await producer.close();
  request.end();
});

test('follows a message from a typed producer to the loop of a typed consumer', async () => {
  const described = topic({ serde: text, partitions: 1 });
  const name = await kafka.freshTopic(1);
  const typed = typedClients((signal) => connect({ brokers: kafka.local.bootstrap, ...(signal && { signal }) }));
  const { topics } = defineCluster({ topics: { [name]: described } });
  const orders = topics.find((one) => one.name === name)!;
  const producer = typed.producer(orders, { wrap: telemetry.producer });
  await producer.send({ key: 'a', value: 'one' });
  await producer.sendAll([{ key: 'a', value: 'two' }]);
  await producer.close();
  const sent = spanNamed(`send ${name}`).map((span) => span.spanContext().spanId);
  expect(sent).toHaveLength(2);

  const tracer = tracerProvider.getTracer('program');
  const messages = typed.consumer(orders, { group: 'typed', until: 'caught-up', on: telemetry.member('typed') });
  for await (const message of messages)
    await telemetry.message('typed', name, message, () => tracer.startSpan(`within ${message.value}`).end());
  const processed = spanNamed(`process ${name}`);
  expect(processed.map(({ links }) => links.map(({ context }) => context.spanId))).toEqual(sent.map((id) => [id]));
  expect(['one', 'two'].map((value) => spanNamed(`within ${value}`)[0]!.parentSpanContext?.spanId)).toEqual(
    processed.map((span) => span.spanContext().spanId),
  );
});

test('tells how far a member is behind while it has a partition', async () => {
  const topic = await kafka.freshTopic(1);
  await kafka.produce(topic, ['a', 'b', 'c']);
  const stop = new AbortController();
  const seen: unknown[] = [];
  const options = { groupId: 'behind', topics: [topic], fromBeginning: true, signal: stop.signal };
  const on = telemetry.member('behind');
  const consuming = consume(client, { ...options, on }, () => undefined);
  while (seen.length === 0)
    seen.push(...(await valuesOf('kafka.consumer.records_lag', { 'messaging.destination.name': topic })));
  expect(seen).toEqual([0]);
  stop.abort();
  await consuming;
});

test('tells what failed, by its code, and counts nothing that was never accepted', async () => {
  const topic = await kafka.freshTopic(1);
  const producer = telemetry.producer(await createProducer(client));
  await expect(producer.send({ topic, value: 'x', timestamp: 0.5 })).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
  expect(spanNamed(`send ${topic}`)[0]).toMatchObject({
    status: { code: SpanStatusCode.ERROR },
    attributes: { 'error.type': 'INVALID_MESSAGE' },
  });
  expect(await valuesOf('messaging.client.sent.messages', { 'messaging.destination.name': topic })).toEqual([]);
  const { outcome } = await producer.send({ topic, value: Buffer.alloc(2_000_000) });
  expect(outcome).toBe('failed');
  expect(await valuesOf('messaging.client.sent.messages', { 'error.type': 'MESSAGE_TOO_LARGE' })).toEqual([1]);
  await producer.close();
});

test('follows a message through a transaction', async () => {
  const [from, to] = [await kafka.freshTopic(1), await kafka.freshTopic(1)];
  await kafka.produce(from, ['a', 'b']);
  const options = {
    groupId: 'through',
    topics: [from],
    fromBeginning: true,
    transactionalId: 'through',
    until: 'caught-up' as const,
    on: telemetry.member('through'),
  };
  const work = telemetry.work('through', async ({ messages }, transaction) => {
    for (const { value } of messages) await transaction.send({ topic: to, value });
  });
  await transform(client, options, work);
  const [processed] = spanNamed(`process ${from}`);
  const sent = spanNamed(`send ${to}`);
  expect(sent).toHaveLength(2);
  expect(sent.every(({ parentSpanContext }) => parentSpanContext?.spanId === processed!.spanContext().spanId)).toBe(
    true,
  );
  const received: string[] = [];
  for await (const { messages } of read(client, { topic: to, until: 'never', count: 2 })) {
    received.push(...messages.map(({ headers }) => String(lastHeader(headers, 'traceparent'))));
  }
  expect(received.map((text) => text.split('-')[2])).toEqual(sent.map((span) => span.spanContext().spanId));
});

test('counts the connections that are open', async () => {
  const open = async () => (await valuesOf('kafka.client.connections', {})).map(Number);
  expect((await open()).some((count) => count > 0)).toBe(true);
  await client.close();
  await eventually('none is open', async () => (await open()).every((count) => count === 0));
});
