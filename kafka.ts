import { clusters } from './cluster';
import { connection, open } from './jobs/settings';
import { selectCluster } from './lib/cluster';
import { topicsOf, typedClients } from './lib/kafka/typed';
import { parseSettings } from './lib/program/parse-settings';

// What a program imports as 'kafka-streaming/kafka': the topics of cluster.ts, and clients of them. Which cluster it is, and
// where, is taken from the environment, by the same variables as for the jobs (KAFKA_CLUSTER, KAFKA_BROKERS …).
const { values } = parseSettings(connection, [], process.env);

/** The topics that all clusters of cluster.ts have. */
export const topics = topicsOf(selectCluster(clusters, values.cluster));

export const { producer, consumer, reader } = typedClients(async (signal = new AbortController().signal) => {
  const { client } = await open('kafka-streaming', values, signal);
  return client;
});

export { KafkaError } from './lib/kafka';
export type * from './lib/kafka/typed';
