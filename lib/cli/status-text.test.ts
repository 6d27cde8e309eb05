import { defineCluster } from '../cluster';
import type { Health } from '../kafka';
import type { ClusterState, ServerState } from './cluster-state';
import { statusText } from './status-text';

const cluster = defineCluster({ brokers: 1 });
const next = { up: 'UP', status: 'STATUS', produce: 'PRODUCE' };
const NOW = Date.parse('2026-01-01T00:01:00Z');

const server = (role: ServerState['role'], state: ServerState['state'], address?: string): ServerState => ({
  role,
  id: 1,
  name: `${role}-1`,
  state,
  since: new Date('2026-01-01T00:00:00Z'),
  address,
  dataSize: undefined,
  described: true,
  fault: undefined,
});
const health = (inSync: number): Health => ({
  clusterId: 'x',
  controllerId: 1,
  brokers: [{ id: 1, address: 'localhost:9091', leads: 3, replicas: 3, inSync: 3 }],
  partitions: { total: 3, underReplicated: inSync < 2 ? 3 : 0, offline: 0 },
  topics: [{ name: 'test', internal: false, partitions: 3, replicationFactor: 2, inSync, messages: 1200 }],
  groups: [],
});
const lines = (state: ClusterState): string[] => statusText(cluster, state, NOW, next).split('\n');

const up = [server('zookeeper', 'up', 'localhost:2181'), server('broker', 'up', 'localhost:9091')];

test('a healthy cluster is shown with its topics, and can be produced to', () => {
  expect(lines({ servers: up, health: health(2) })).toEqual([
    'kafka 3.9.2, ZooKeeper 3.8.4: healthy, 3 partitions in sync',
    'SERVER       ADDRESS         STATE       ROLE        LEADS  ISR  DISK',
    'broker-1     localhost:9091  up 1 m 0 s  controller  3      3/3  -',
    'zookeeper-1  localhost:2181  up 1 m 0 s  zookeeper   -      -    -',
    'TOPIC  PARTITIONS  REPLICATION-FACTOR  ISR  MESSAGES',
    'test            3                   2  2/2     1,200',
    'next: PRODUCE',
  ]);
});

test('replicas that are not in sync are marked', () => {
  const [headline, ...rest] = lines({ servers: up, health: health(1) });
  expect(headline).toMatch(/: DEGRADED, 3 of 3 partitions under-replicated, 0 offline$/);
  expect(rest.slice(-2)).toEqual(['test            3                   2  1/2 !     1,200', 'next: STATUS']);
});

test('what is down comes first, since when, and the command that starts it', () => {
  const servers = [server('zookeeper', 'up', 'localhost:2181'), server('broker', 'down', 'localhost:9091')];
  const [headline, , first, ...rest] = lines({ servers, health: undefined });
  expect(headline).toMatch(/: NOT ANSWERING$/);
  expect(first).toMatch(/^broker-1 +localhost:9091 +DOWN for 1 m 0 s /);
  expect(rest.at(-1)).toBe('next: UP    (starts broker-1)');
});

test('brokers that have no address for clients here are not said to be silent', () => {
  const [headline] = lines({ servers: [server('zookeeper', 'up'), server('broker', 'up')], health: undefined });
  expect(headline).toMatch(/: NOT ASKED, since it is reachable inside Kubernetes only$/);
});
