import type { PodStatus } from '../target';
import { undescribedServers } from './state';

test('pods of brokers and ZooKeeper servers beyond the description are told from those of Jobs and of Kafka UI', () => {
  const pods = [
    'broker-1',
    'broker-2',
    'zookeeper-1',
    'zookeeper-2',
    'kafka-ui-54954bd8c6-42hq9',
    'topics-3f-2z8fw',
  ].map((name): PodStatus => ({
    name,
    isSettled: true,
    isServing: true,
    status: 'Running',
    restarts: 0,
    since: undefined,
    node: 'a',
  }));
  const described = [{ name: 'broker-1' }, { name: 'zookeeper-1' }];
  expect(undescribedServers(described, pods)).toMatchObject([
    { name: 'broker-2', role: 'broker', id: 2, state: 'up', described: false },
    { name: 'zookeeper-2', role: 'zookeeper', id: 2, state: 'up', described: false },
  ]);
});
