import { hostAddresses } from 'kafka-streaming';
import { Kafka, logLevel } from 'kafka-streaming/kafkajs';
import { clusters } from './cluster';

/** What kafkajs exports, on clients that lose no acknowledged message: producers, consumers and admins of this cluster. */
export const kafka = new Kafka({
  clientId: 'my-kafka',
  // In pods where the manifests say; elsewhere where the cluster is described.
  brokers: () => process.env.KAFKA_BROKERS?.split(',') ?? [...hostAddresses(clusters['my-kafka'])],
  logLevel: logLevel.WARN,
});
