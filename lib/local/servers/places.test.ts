import { defineCluster, serverProperties, zooKeeperOf, zookeeperProperties, type Cluster } from '../../cluster';
import * as kubernetes from '../../kubernetes';
import { localZooKeeperPlace } from '../zookeeper/zookeeper-place';
import { localBrokerPlace } from './places';
import { serversOf } from './server';

const clusters = {
  'three brokers': defineCluster({ topics: { test: {} }, config: { 'log.retention.hours': 24 } }),
  'one broker': defineCluster({ brokers: 1 }),
  'a ZooKeeper ensemble': defineCluster({ brokers: 2, zookeeper: { replicas: 3 } }),
};

const lines = (text: string): [string, string][] =>
  text
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);

/** The names of the properties in which two texts differ; fails unless both have the same names in the same order. */
function differences(here: string, there: string): string[] {
  const [ours, theirs] = [lines(here), lines(there)];
  expect(ours.map(([name]) => name)).toEqual(theirs.map(([name]) => name));
  return ours.filter(([, value], index) => value !== theirs[index]![1]).map(([name]) => name);
}

describe.each(Object.entries<Cluster>(clusters))('%s', (_, cluster) => {
  const ensemble = zooKeeperOf(cluster);
  test('have the same server.properties here as in Kubernetes, but for hosts, INTERNAL ports, folders and bind address', () => {
    for (const broker of cluster.brokers) {
      const here = serverProperties(cluster, broker, localBrokerPlace(cluster, broker, '/data'));
      const there = serverProperties(cluster, broker, kubernetes.brokerPlace(cluster, broker));
      expect(differences(here, there)).toEqual(['listeners', 'advertised.listeners', 'zookeeper.connect', 'log.dirs']);
      const external = /EXTERNAL:\/\/[^:]+:(\d+)/g;
      expect(here.match(external)!.map((found) => found.split(':').pop())).toEqual(
        there.match(external)!.map((found) => found.split(':').pop()),
      );
    }
  });

  test('have the same zookeeper.properties here as in Kubernetes, but for hosts, ports, folder and bind address', () => {
    for (const server of ensemble.servers) {
      const here = zookeeperProperties(ensemble, localZooKeeperPlace(cluster, server.id, '/data'));
      const there = zookeeperProperties(ensemble, kubernetes.zooKeeperPlace(cluster));
      const places = [
        'dataDir',
        'clientPort',
        'clientPortAddress',
        'quorumListenOnAllIPs',
        ...ensemble.servers.map(({ id }) => `server.${id}`),
      ];
      expect(places).toEqual(expect.arrayContaining(differences(here, there)));
    }
  });

  test('listen on this machine only', () => {
    for (const broker of cluster.brokers) {
      const text = serverProperties(cluster, broker, localBrokerPlace(cluster, broker, '/data'));
      expect(text).toMatch(/^listeners=INTERNAL:\/\/127\.0\.0\.1:\d+,EXTERNAL:\/\/127\.0\.0\.1:\d+$/m);
    }
    for (const server of ensemble.servers) {
      expect(zookeeperProperties(ensemble, localZooKeeperPlace(cluster, server.id, '/data'))).toMatch(
        /^clientPortAddress=127\.0\.0\.1$/m,
      );
    }
  });
});

test('a broker behind forwarded ports advertises those and listens on its own', () => {
  const [broker] = clusters['one broker'].brokers;
  const forwarded = {
    ...broker!,
    listeners: broker!.listeners.map((listener, index) => ({
      ...listener,
      local: { ...listener.local, advertised: { ...listener.local.advertised, port: 16_001 + index } },
    })),
  };
  const text = serverProperties(
    clusters['one broker'],
    forwarded,
    localBrokerPlace(clusters['one broker'], forwarded, '/data'),
  );
  expect(text).toContain('listeners=INTERNAL://127.0.0.1:19091,EXTERNAL://127.0.0.1:9091\n');
  expect(text).toContain('advertised.listeners=INTERNAL://127.0.0.1:16001,EXTERNAL://localhost:16002\n');
});

test('a folder whose path leaves no room for the files of a topic is refused', () => {
  const folder = `/${'ü'.repeat(100)}`.repeat(19);
  expect(() => serversOf(clusters['one broker'], folder)).toThrow(
    /^the path of the folder must have at most \d+ bytes, but it has 3825: choose a shorter one \(--folder\)$/,
  );
});
