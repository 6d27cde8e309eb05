import { defineCluster, metadataText, sessionTimeoutMs } from './index';

test.each([
  [{}, 'ZooKeeper 3.8.4', 6000],
  [{ zookeeper: { sessionTimeoutMs: 9000 } }, 'ZooKeeper 3.8.4', 9000],
  [{ metadata: 'kraft' }, 'KRaft', 6000],
  [{ metadata: 'kraft', config: { 'broker.session.timeout.ms': 12_000 } }, 'KRaft', 12_000],
] as const)('of %j the metadata is kept by %s, and a silent broker is alive for %i ms', (description, text, ms) => {
  const cluster = defineCluster(description);
  expect([metadataText(cluster.metadata), sessionTimeoutMs(cluster)]).toEqual([text, ms]);
});
