import { isHealthy, type ClusterState, type ServerState } from './cluster-state';
import { undescribedIn } from './kind-state';

const names = (...all: string[]) => all.map((name) => ({ name }));

test('pods of brokers and ZooKeeper servers beyond the description are told from those of Jobs and of Kafka UI', () => {
  const pods = names(
    'broker-1',
    'broker-2',
    'zookeeper-1',
    'zookeeper-2',
    'kafka-ui-54954bd8c6-42hq9',
    'topics-3f-2z8fw',
  );
  expect(undescribedIn(names('broker-1', 'zookeeper-1'), pods)).toEqual(['broker-2', 'zookeeper-2']);
});

test('a cluster with an undescribed broker is not healthy', () => {
  const broker: ServerState = {
    role: 'broker',
    id: 1,
    name: 'broker-1',
    state: 'up',
    since: undefined,
    address: 'localhost:9091',
    dataSize: undefined,
  };
  const state: ClusterState = {
    servers: [broker],
    health: {
      clusterId: 'x',
      controllerId: 1,
      brokers: [{ id: 1, address: 'localhost:9091', leads: 1, replicas: 1, inSync: 1 }],
      partitions: { total: 1, underReplicated: 0, offline: 0 },
      topics: [],
      groups: [],
    },
  };
  expect(isHealthy(state)).toBe(true);
  expect(isHealthy({ ...state, undescribed: ['broker-2'] })).toBe(false);
});
