import { defineCluster } from '../../cluster';
import type { Health } from '../../kafka';
import type { ClusterState, ServerState } from '../../target';
import { statusText } from './status-text';

const cluster = defineCluster({ brokers: 1 });
const next = {
  up: 'UP',
  status: 'STATUS',
  produce: 'PRODUCE',
  restart: (names: readonly string[]) => `RESTART ${names.join(' ')}`,
};
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
  partitions: {
    total: 3,
    underReplicated: inSync < 2 ? 3 : 0,
    offline: 0,
    degraded:
      inSync < 2
        ? [0, 1, 2].map((partition) => ({
            topic: 'test',
            partition,
            isOffline: false,
            replicas: [1, 2, 3],
            missing: [1],
          }))
        : [],
  },
  topics: [{ name: 'test', internal: false, partitions: 3, replicationFactor: 2, inSync, messages: 1200 }],
  groups: [],
  unavailableGroups: [],
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

test('one partition is one', () => {
  const { partitions, ...others } = health(2);
  const [headline] = lines({ servers: up, health: { ...others, partitions: { ...partitions, total: 1 } } });
  expect(headline).toContain('healthy, 1 partition in sync');
});

test('where Kafka UI answers is shown with the servers', () => {
  expect(lines({ servers: up, health: health(2), ui: 'http://localhost:8080' })).toContain(
    'Kafka UI http://localhost:8080',
  );
});

test('a server that is not described is never part of a healthy cluster', () => {
  const extra = { ...server('broker', 'up'), id: 2, name: 'broker-2', described: false };
  expect(lines({ servers: [...up, extra], health: health(2) })[0]).toMatch(
    /: DEGRADED: broker-2 is not described, and may hold data;/,
  );
});

test('replicas that are not in sync are marked', () => {
  const [headline, ...rest] = lines({ servers: up, health: health(1) });
  expect(headline).toMatch(
    /: DEGRADED: 3 of 3 partitions under-replicated \(test\/0, test\/1, test\/2; not in sync: broker 1\)$/,
  );
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

describe('DEGRADED says why:', () => {
  const headlineOf = (found: Partial<Health>, servers = up) =>
    lines({ servers, health: { ...health(2), ...found } })[0]!.split('DEGRADED: ')[1];
  const broker = (id: number, address?: string) => ({ id, address, leads: 0, replicas: 1, inSync: 1 });
  const partitions = (count: number, isOffline: boolean) => ({
    total: 9,
    underReplicated: count,
    offline: isOffline ? count : 0,
    degraded: Array.from({ length: count }, (_, partition) => ({
      topic: 'orders',
      partition,
      isOffline,
      replicas: [1, 2, 3],
      missing: [2],
    })),
  });

  test.each<[string, Partial<Health>, ServerState[], string]>([
    ['a server that is down', {}, [server('zookeeper', 'down'), up[1]!], 'zookeeper-1 down'],
    ['one that starts', {}, [server('zookeeper', 'starting'), up[1]!], 'zookeeper-1 starting'],
    ['a broker that runs, but has not registered', { brokers: [broker(1)] }, up, 'broker 1 is not registered'],
    ['one that is not known to the others', { brokers: [] }, up, 'broker 1 is not registered'],
    [
      'one that holds replicas, and is neither described nor there',
      { brokers: [broker(1, 'a:1'), broker(4)] },
      up,
      'broker 4 is not registered',
    ],
    ['one that is not described', { brokers: [broker(1, 'a:1'), broker(4, 'a:4')] }, up, 'broker 4 is not described'],
    ['no controller', { controllerId: undefined }, up, 'no controller is elected'],
    [
      'a voter that does not follow',
      {
        quorum: {
          leaderId: 1,
          leaderEpoch: 2,
          endOffset: 9,
          voters: [
            { id: 1, lag: 0, behindMs: 0 },
            { id: 2, lag: 0, behindMs: 11_000 },
            { id: 3, lag: undefined, behindMs: undefined },
          ],
          observers: [],
        },
      },
      up,
      'voter 2 of the quorum is behind; voter 3 of the quorum is behind',
    ],
    [
      'partitions without a leader',
      { partitions: partitions(5, true) },
      up,
      '5 of 9 partitions offline (orders/0, orders/1, orders/2 and 2 more; not in sync: broker 2)',
    ],
    ['groups that cannot be seen', { unavailableGroups: ['broker 1 is silent'] }, up, 'broker 1 is silent'],
  ])('%s', (_, found, servers, expected) => expect(headlineOf(found, servers)).toBe(expected));
});

test('the answers of another cluster at the same address are not shown', () => {
  const stranger = 'cluster x answers there, but this one is y';
  expect(lines({ servers: up, health: undefined, stranger })[0]).toMatch(
    /: NOT ANSWERING, since cluster x answers there/,
  );
});

test('lag tells what is in partitions without a commit, and a group that cannot be asked is shown', () => {
  const groups = [
    { groupId: 'billing', state: 'Empty', members: 0, lag: { test: 34 }, uncommitted: { test: 4 }, beyondEnd: {} },
    { groupId: 'lost', state: 'coordinator unavailable', members: undefined, lag: {}, uncommitted: {}, beyondEnd: {} },
  ];
  expect(lines({ servers: up, health: { ...health(2), groups } }).slice(-4, -1)).toEqual([
    'GROUP    STATE                    MEMBERS  TOPIC  LAG',
    'billing  Empty                    0        test   34 (4 uncommitted)',
    'lost     coordinator unavailable  -        -      -',
  ]);
});

test('where up would refuse to start what is down, that is said in its place', () => {
  const down = [server('zookeeper', 'down'), server('broker', 'down')];
  const state = { servers: down, health: undefined, refusal: 'describe 3 again' };
  expect(lines(state).at(-1)).toBe('UP would be refused: describe 3 again');
});

test('what runs with older properties is told, with what applies the new ones', () => {
  const servers = up.map((each) => ({ ...each, outdated: each.role === 'broker' }));
  const text = lines({ servers, health: health(2) });
  expect(text[0]).toContain('healthy');
  expect(text).toContain('with properties of before the last change: broker-1 (RESTART broker-1 applies the new ones)');
});
