import type { ClusterDescription, Facts } from '../cluster';

/** The servers that a cluster was last started with, as a description has them: by its record, whatever cluster.ts says by now. */
export const recordedServers = (facts: Facts): ClusterDescription => ({
  brokers: facts.brokers as number,
  ...(facts.kafka === undefined ? {} : { kafka: facts.kafka as '4.3.1' }),
  ...(facts.metadata === 'kraft'
    ? { metadata: 'kraft', ...(typeof facts.controllers === 'number' ? { controllers: facts.controllers as 3 } : {}) }
    : { zookeeper: { replicas: facts['zookeeper.replicas'] as 1 } }),
});

/** What every record has; one that was edited by hand, or cut, says nothing rather than something else. */
export const ownFacts = ({ metadata }: Facts) =>
  metadata === 'kraft'
    ? (['brokers', 'hostPorts.brokers'] as const)
    : (['brokers', 'zookeeper.replicas', 'hostPorts.brokers', 'hostPorts.zookeeper'] as const);
