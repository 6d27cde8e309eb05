import {
  controllerProperties,
  defineCluster,
  initialControllers,
  kraftOf,
  serverProperties,
  zooKeeperOf,
} from '../index';
import type { BrokerPlace } from '../server-properties';

const controllerAt = (port: number) => ({
  name: 'CONTROLLER' as const,
  protocol: 'PLAINTEXT' as const,
  port,
  advertised: { host: 'controller', port },
});
const internal = {
  name: 'INTERNAL' as const,
  protocol: 'PLAINTEXT' as const,
  port: 19_090,
  advertised: { host: 'broker-1', port: 19_090 },
};
const placeOf = (...listeners: BrokerPlace['listeners']): BrokerPlace => ({
  bindAddress: '0.0.0.0',
  listeners,
  logDir: '/data',
  metadata: [{ host: 'controller', port: 19_093 }],
});
const lines = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/=(.*)/s) as [string, string]),
  );

const combined = defineCluster({ metadata: 'kraft' });
const separate = defineCluster({ metadata: 'kraft', controllers: 3, brokers: 2 });

test('without controllers the brokers are the voters, each with a listener for them', () => {
  const { role, servers } = kraftOf(combined);
  expect({ role, ids: servers.map(({ id }) => id) }).toEqual({ role: 'broker', ids: [1, 2, 3] });
  expect(combined.servers.map(({ name }) => name)).toEqual(['broker-1', 'broker-2', 'broker-3']);
  expect(combined.servers[1]).toMatchObject({
    localPort: 9092,
    otherLocalPorts: { INTERNAL: 19_092, CONTROLLER: 29_092 },
  });
});

test('described controllers are servers of their own, before the brokers', () => {
  expect(separate.servers.map(({ role, id, name, localPort }) => [role, id, name, localPort])).toEqual([
    ['controller', 101, 'controller-101', 29_091],
    ['controller', 102, 'controller-102', 29_092],
    ['controller', 103, 'controller-103', 29_093],
    ['broker', 1, 'broker-1', 9091],
    ['broker', 2, 'broker-2', 9092],
  ]);
  expect(separate.brokers[0]!.listeners.map(({ name }) => name)).toEqual(['INTERNAL', 'EXTERNAL']);
});

test('ids are what Kafka takes for ids, those of one name always the same, and of two names never', () => {
  const ids = [combined, separate, defineCluster({ metadata: 'kraft', name: 'other' })].flatMap((cluster) => {
    const { clusterId, servers } = kraftOf(cluster);
    return [clusterId, ...servers.map(({ directoryId }) => directoryId)];
  });
  for (const id of ids) {
    expect(id).toMatch(/^[\w][\w-]{21}$/);
    expect(Buffer.from(id, 'base64url').toString('base64url')).toBe(id);
  }
  expect(new Set(ids).size).toBe(ids.length - 1);
  expect(kraftOf(separate).clusterId).toBe(kraftOf(combined).clusterId);
  expect(kraftOf(defineCluster({ metadata: 'kraft' }))).toEqual(kraftOf(combined));
});

test('a broker that is a controller too has both roles, and says how the quorum is found', () => {
  const text = serverProperties(combined, combined.brokers[0]!, placeOf(internal, controllerAt(19_093)));
  expect(lines(text)).toMatchObject({
    'process.roles': 'broker,controller',
    'node.id': '1',
    listeners: 'INTERNAL://0.0.0.0:19090,CONTROLLER://0.0.0.0:19093',
    'advertised.listeners': 'INTERNAL://broker-1:19090,CONTROLLER://controller:19093',
    'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'INTERNAL',
    'controller.quorum.bootstrap.servers': 'controller:19093',
    'controller.listener.names': 'CONTROLLER',
    'broker.session.timeout.ms': '6000',
    'broker.heartbeat.interval.ms': '1000',
  });
  expect(text).not.toMatch(/zookeeper|broker\.id/);
});

test('a broker beside controllers knows the protocol of a listener that it has not', () => {
  expect(lines(serverProperties(separate, separate.brokers[0]!, placeOf(internal)))).toMatchObject({
    'process.roles': 'broker',
    listeners: 'INTERNAL://0.0.0.0:19090',
    'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
  });
});

test('a controller listens for the quorum alone, and gives new topics the defaults of brokers', () => {
  const voter = kraftOf(separate).servers[1]!;
  const text = controllerProperties(separate, voter, placeOf(controllerAt(29_092)));
  expect(lines(text)).toMatchObject({
    'process.roles': 'controller',
    'node.id': '102',
    listeners: 'CONTROLLER://0.0.0.0:29092',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT',
    'default.replication.factor': '2',
  });
  expect(text).not.toContain('inter.broker.listener.name');
});

test('all voters of a new cluster are named to each of them', () => {
  const { servers, ...quorum } = kraftOf(separate);
  const endpoints = servers.map(({ listener }) => listener.local.advertised);
  const [first] = initialControllers({ ...quorum, servers }, endpoints).split(',');
  expect(first).toBe(`101@127.0.0.1:29091:${servers[0]!.directoryId}`);
});

test('what is of one kind of metadata is asked of no other', () => {
  expect(() => zooKeeperOf(combined)).toThrow("this is of clusters with metadata: 'zookeeper', but it is 'kraft'");
  expect(() => kraftOf(defineCluster({}))).toThrow("this is of clusters with metadata: 'kraft', but it is 'zookeeper'");
});

test.each(['3.9.1', '4.4.0', '4'])('Kafka %s, which is not tested, is refused with those that are', (kafka) => {
  expect(() => defineCluster({ metadata: 'kraft', kafka: kafka as '4.3.1' })).toThrow(
    `kafka must be one of "3.9.2", "4.3.1", but "${kafka}" was given`,
  );
});

test('the image follows the version, unless it is described', () => {
  const kraft = { metadata: 'kraft', kafka: '4.3.1' } as const;
  expect(defineCluster(kraft).images.kafka).toBe('apache/kafka:4.3.1');
  expect(defineCluster({ ...kraft, images: { kafka: 'registry.example/kafka:1' } }).images.kafka).toBe(
    'registry.example/kafka:1',
  );
});

test('fields of servers that there are not are all told at once', () => {
  expect(() => defineCluster({ controllers: 3, resources: { controller: { cpu: '1' } } })).toThrow(
    /controllers is of metadata: 'kraft'.*\n?.*resources\.controller is of controllers, but none are described/s,
  );
});

test('of what is derived each version is told what it knows', () => {
  const [of39, of43] = (['3.9.2', '4.3.1'] as const).map((kafka) => defineCluster({ metadata: 'kraft', kafka }).config);
  expect(of39).toHaveProperty(['controlled.shutdown.retry.backoff.ms']);
  expect(of39).not.toHaveProperty(['share.coordinator.state.topic.replication.factor']);
  expect(of43).not.toHaveProperty(['controlled.shutdown.retry.backoff.ms']);
  expect(of43).toMatchObject({ 'share.coordinator.state.topic.min.isr': '2', 'min.insync.replicas': '2' });
});

test('what only controllers may have is told to no broker that is none', () => {
  const PROPERTY = 'controller.quorum.auto.join.enable';
  const kafka = '4.3.1';
  const both = defineCluster({ metadata: 'kraft', kafka });
  const apart = defineCluster({ metadata: 'kraft', kafka, controllers: 3 });
  const ofBroker = (cluster: typeof both) => serverProperties(cluster, cluster.brokers[0]!, placeOf(internal));
  expect(lines(ofBroker(both))).toMatchObject({ [PROPERTY]: 'true', 'num.partitions': '3' });
  expect(lines(ofBroker(apart))).not.toHaveProperty([PROPERTY]);
  expect(lines(ofBroker(apart))).toMatchObject({ 'num.partitions': '3', 'broker.session.timeout.ms': '6000' });
  const controller = kraftOf(apart).servers[0]!;
  expect(lines(controllerProperties(apart, controller, placeOf(controllerAt(29_091))))[PROPERTY]).toBe('true');
});
