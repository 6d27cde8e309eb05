import { clusters } from './cluster';
import { open } from './lib/cli/client/open';
import { connection } from './lib/cli/client/settings';
import { selectCluster, UnknownClusterError } from './lib/cluster';
import { topicsOf, typedClients } from './lib/kafka';
import { parseSettings } from './lib/cli-kit/parse-settings';
import type { Setting } from './lib/cli-kit/setting';

// What a program of this checkout imports as 'kafka-streaming/kafka': all that others import under that name, and besides the topics
// of cluster.ts, and clients of them. Which cluster it is, and where, is taken from the environment, by the same variables as for
// the jobs (KAFKA_CLUSTER, KAFKA_BROKERS …). They are read when a client is opened, which can fail as it is; an import must not.

/** The value of a variable that programs share: what this one does not know is meant for the program that imports it. */
const shared = <Value>(setting: Setting<Value>): Setting<Value> => ({
  ...setting,
  parse: (given, from) => {
    try {
      return setting.parse(given, from);
    } catch {
      return setting.parse([], from);
    }
  },
});

const settings = { ...connection, logLevel: shared(connection.logLevel), logFormat: shared(connection.logFormat) };

/** The named cluster, or the first: a name that is not known is told of when a client is opened. */
function describedCluster() {
  try {
    return selectCluster(clusters, process.env.KAFKA_CLUSTER?.trim() || undefined);
  } catch (error) {
    if (error instanceof UnknownClusterError) return selectCluster(clusters);
    throw error;
  }
}

/** The topics that all clusters of cluster.ts have. */
export const topics = topicsOf(describedCluster());

/**
 * @throws {UsageError} (exit code 2) when first used, for a variable that is wrong
 * @throws {UnknownClusterError} (exit code 2) when first used, for a KAFKA_CLUSTER that cluster.ts does not define
 */
export const { producer, consumer, reader } = typedClients(async (signal = new AbortController().signal) => {
  const { values, sources } = parseSettings(settings, [], process.env);
  selectCluster(clusters, values.cluster);
  const { client } = await open('kafka-streaming', { values, sources, signal });
  return client;
});

export * from './lib/exports/kafka';
