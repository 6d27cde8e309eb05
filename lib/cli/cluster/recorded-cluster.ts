import { defineCluster, type Cluster } from '../../cluster';
import { recordedServers, type ClusterRecord } from '../../local';

/** A cluster as far as its record tells how it was started: enough to look at it, and to stop it. */
export const recordedCluster = (name: string, record: ClusterRecord | undefined): Cluster =>
  defineCluster({
    name,
    ...(record && {
      ...recordedServers(record.facts),
      hostPorts: {
        brokers: record.facts['hostPorts.brokers'] as number,
        ...(record.facts['hostPorts.zookeeper'] === undefined
          ? {}
          : { zookeeper: record.facts['hostPorts.zookeeper'] as number }),
      },
    }),
  });
