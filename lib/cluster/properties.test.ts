import {
  defineCluster,
  serverProperties,
  zooKeeperOf,
  zookeeperProperties,
  type BrokerPlace,
  type ZooKeeperPlace,
} from './index';

const lines = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

const internal = {
  name: 'INTERNAL',
  protocol: 'PLAINTEXT',
  port: 19090,
  advertised: { host: 'broker-2.broker', port: 19090 },
} as const;
const external = {
  name: 'EXTERNAL',
  protocol: 'PLAINTEXT',
  port: 9092,
  advertised: { host: 'localhost', port: 9092 },
} as const;

const place: BrokerPlace = {
  bindAddress: '0.0.0.0',
  listeners: [internal, external],
  logDir: '/var/lib/kafka/data/log',
  metadata: [
    { host: 'zookeeper-1', port: 2181 },
    { host: 'zookeeper-2', port: 2181 },
  ],
};

describe('server.properties', () => {
  const cluster = defineCluster({});
  const broker = cluster.brokers[1]!;

  test('names both listeners, advertises their addresses and keeps the chroot at the end', () => {
    expect(lines(serverProperties(cluster, broker, place))).toMatchObject({
      'broker.id': '2',
      'broker.id.generation.enable': 'false',
      listeners: 'INTERNAL://0.0.0.0:19090,EXTERNAL://0.0.0.0:9092',
      'advertised.listeners': 'INTERNAL://broker-2.broker:19090,EXTERNAL://localhost:9092',
      'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT',
      'inter.broker.listener.name': 'INTERNAL',
      'zookeeper.connect': 'zookeeper-1:2181,zookeeper-2:2181/kafka',
      'zookeeper.session.timeout.ms': '6000',
      'log.dirs': '/var/lib/kafka/data/log',
      'unclean.leader.election.enable': 'false',
      'auto.create.topics.enable': 'false',
    });
  });

  test('has no EXTERNAL listener where no client is outside', () => {
    const text = serverProperties(cluster, broker, { ...place, listeners: [internal] });
    expect(text).not.toContain('EXTERNAL');
  });

  test('puts an IPv6 address into brackets', () => {
    const listeners = [internal, { ...external, advertised: { host: '2001:db8::1', port: 9092 } }];
    expect(lines(serverProperties(cluster, broker, { ...place, listeners }))['advertised.listeners']).toMatch(
      /EXTERNAL:\/\/\[2001:db8::1\]:9092$/,
    );
  });

  // Whether Java reads them back is seen in test/local/kafka-judges.test.ts.
  test.each([
    ['a\\b', 'a\\\\b'],
    ['/ü/日本/😀', '/\\u00fc/\\u65e5\\u672c/\\ud83d\\ude00'],
    ['  a ', '\\  a '],
    ['\ta\n', '\\ta\\n'],
    ['#!:=', '#!:='],
  ])('writes the folder %j as %s', (logDir, written) => {
    expect(serverProperties(cluster, broker, { ...place, logDir })).toContain(`log.dirs=${written}\n`);
  });
});

describe('zookeeper.properties', () => {
  const peer = (id: number) => ({ id, host: `zookeeper-${id}.zookeeper`, peerPort: 2888, electionPort: 3888 });
  const alone: ZooKeeperPlace = { bindAddress: '127.0.0.1', clientPort: 2181, dataDir: '/data', peers: [peer(1)] };

  test('of a single server names no peers', () => {
    const text = zookeeperProperties(zooKeeperOf(defineCluster({})), alone);
    expect(lines(text)).toMatchObject({
      clientPort: '2181',
      clientPortAddress: '127.0.0.1',
      dataDir: '/data',
      tickTime: '2000',
    });
    expect(text).not.toMatch(/server\.|standaloneEnabled/);
  });

  test('of an ensemble names every server', () => {
    const metadata = zooKeeperOf(defineCluster({ zookeeper: { replicas: 3 } }));
    expect(lines(zookeeperProperties(metadata, { ...alone, peers: [1, 2, 3].map(peer) }))).toMatchObject({
      standaloneEnabled: 'false',
      'server.1': 'zookeeper-1.zookeeper:2888:3888',
      'server.3': 'zookeeper-3.zookeeper:2888:3888',
    });
  });

  test.each([
    ['0.0.0.0', 'true'],
    ['127.0.0.1', 'false'],
  ])('of an ensemble bound to %s lets peers in on all addresses: %s', (bindAddress, expected) => {
    const metadata = zooKeeperOf(defineCluster({ zookeeper: { replicas: 3 } }));
    const text = zookeeperProperties(metadata, { ...alone, bindAddress, peers: [1, 2, 3].map(peer) });
    expect(lines(text).quorumListenOnAllIPs).toBe(expected);
  });
});
