import { defineCluster, factsOf } from '../cluster';
import { named } from './named';

const NO_WISH = { name: undefined, ports: {} };

test('a cluster is looked at on the ports that it was started on, though what is described by now does not go with them', () => {
  const started = defineCluster({ hostPorts: { zookeeper: 13_681, brokers: 13_691 } });
  const record = { version: 1, facts: factsOf(started) } as const;
  // Its election ports would be beyond those that are allowed.
  const described = defineCluster({ zookeeper: { replicas: 3 } });
  const looked = named(described, NO_WISH, record, 'look');
  expect(factsOf(looked)).toMatchObject({ 'hostPorts.zookeeper': 13_681, 'zookeeper.replicas': 1, brokers: 3 });
  expect(named(described, NO_WISH, record, 'start')).toBe(described);
});
