import type { PodStatus, ServerState } from '../target';
import { lacking, undescribedServers } from './state';

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

test('a silent broker whose Service is gone is not to be restarted: up makes it again', () => {
  const server: ServerState = {
    role: 'broker',
    id: 2,
    name: 'broker-2',
    state: 'silent',
    since: undefined,
    described: true,
    fault: undefined,
    address: 'localhost:9092',
    dataSize: undefined,
  };
  const services = ['kafka', 'broker-1-external'].map((name) => ({ metadata: { name } }));
  expect(lacking(server, 'broker-2-external', services)).toEqual({
    ...server,
    fault: 'its Service broker-2-external is not there',
    mendedBy: 'up',
  });
  for (const other of [server, { ...server, state: 'up' as const }])
    expect(lacking(other, 'broker-1-external', services)).toBe(other);
});
