import type { Attributes } from '@opentelemetry/api';

/**
 * Names of OpenTelemetry's semantic conventions for messaging and for Kafka, as of 1.45.0: they are still in development.
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/kafka/
 */
export const ATTRIBUTE = {
  system: 'messaging.system.name',
  operation: 'messaging.operation.name',
  operationType: 'messaging.operation.type',
  topic: 'messaging.destination.name',
  partition: 'messaging.destination.partition.id',
  group: 'messaging.consumer.group.name',
  messages: 'messaging.batch.message_count',
  offset: 'kafka.offset',
  tombstone: 'kafka.message.tombstone',
  errorType: 'error.type',
  serverAddress: 'server.address',
} as const;

export const METRIC = {
  sent: 'messaging.client.sent.messages',
  consumed: 'messaging.client.consumed.messages',
  operation: 'messaging.client.operation.duration',
  process: 'messaging.process.duration',
  // Of these the conventions have none: `kafka.` and what Java's clients call them.
  lag: 'kafka.consumer.records_lag',
  rebalances: 'kafka.consumer.rebalances',
  connections: 'kafka.client.connections',
  retries: 'kafka.client.retries',
} as const;

/** Seconds, as the conventions want them. */
export const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

export const KAFKA = { [ATTRIBUTE.system]: 'kafka' };

/** @param name of the operation, which says its type too */
export const operation = (name: 'send' | 'process', topic: string): Attributes => ({
  ...KAFKA,
  [ATTRIBUTE.operation]: name,
  [ATTRIBUTE.operationType]: name,
  [ATTRIBUTE.topic]: topic,
});
