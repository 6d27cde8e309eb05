import { defineCluster, type Cluster } from '../../cluster';
import type { ClusterRecord } from '../../local';

/** A cluster as far as its record tells how it was started: enough to look at it, and to stop it. */
export const recordedCluster = (name: string, record: ClusterRecord | undefined): Cluster =>
  defineCluster({
    name,
    ...(record && {
      brokers: record.facts.brokers as number,
      zookeeper: { replicas: record.facts['zookeeper.replicas'] as 1 },
      hostPorts: {
        brokers: record.facts['hostPorts.brokers'] as number,
        zookeeper: record.facts['hostPorts.zookeeper'] as number,
      },
    }),
  });
