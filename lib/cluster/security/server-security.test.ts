import { defineCluster } from '../define-cluster';
import type { ClusterDescription } from '../description';
import { serverProperties } from '../server-properties';
import { zooKeeperOf } from '../metadata';
import { zookeeperProperties } from '../zookeeper';

const certificates = { own: 'server.pem', servers: 'ca.crt', clients: 'clients.crt' };

const propertiesOf = (description: ClusterDescription): readonly string[] => {
  const cluster = defineCluster(description);
  const listeners = cluster.brokers[0]!.listeners.map(({ name, protocol, local }) => ({ name, protocol, ...local }));
  const place = { bindAddress: '127.0.0.1', listeners, logDir: 'data', metadata: [], certificates };
  return serverProperties(cluster, cluster.brokers[0]!, place).split('\n');
};

test.each([
  ['scram', 'INTERNAL:SSL,EXTERNAL:SASL_SSL', 'listener.name.external.ssl.client.auth=none'],
  ['mtls', 'INTERNAL:SSL,EXTERNAL:SSL', 'listener.name.external.ssl.truststore.location=clients.crt'],
] as const)('%s: servers know each other by certificates, clients come as described', (clients, map, external) => {
  expect(propertiesOf({ security: { clients } })).toEqual(
    expect.arrayContaining([
      `listener.security.protocol.map=${map}`,
      external,
      'ssl.client.auth=required',
      'authorizer.class.name=kafka.security.authorizer.AclAuthorizer',
      'super.users=User:broker;User:controller;User:zookeeper;User:admin',
      'allow.everyone.if.no.acl.found=false',
      'zookeeper.ssl.client.enable=true',
    ]),
  );
});

test('KRaft has its own authorizer, and a quorum that speaks TLS', () => {
  const properties = propertiesOf({ metadata: 'kraft', security: {} });
  expect(properties).toContain('authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer');
  expect(properties).toContain('listener.security.protocol.map=INTERNAL:SSL,EXTERNAL:SASL_SSL,CONTROLLER:SSL');
  expect(properties.filter((line) => line.startsWith('zookeeper.'))).toEqual([]);
});

test.each([1, 3] as const)('an ensemble of %d has no port without TLS', (replicas) => {
  const ensemble = zooKeeperOf(defineCluster({ zookeeper: { replicas }, security: {} }));
  const peers = ensemble.servers.map(({ id }) => ({ id, host: '127.0.0.1', peerPort: 1, electionPort: 2 }));
  const place = { bindAddress: '127.0.0.1', clientPort: 2181, dataDir: 'data', peers, certificates };
  const properties = zookeeperProperties(ensemble, place).split('\n');
  expect(properties).toEqual(expect.arrayContaining(['secureClientPort=2181', 'ssl.clientAuth=need']));
  expect(properties.filter((line) => line.startsWith('clientPort'))).toEqual([]);
  expect(properties.includes('sslQuorum=true')).toBe(replicas > 1);
});

test('without security none of it is there, and a secured server without certificates is no server', () => {
  expect(propertiesOf({}).filter((line) => /ssl|sasl|super|authorizer/i.test(line))).toEqual([]);
  const cluster = defineCluster({ security: {} });
  const place = { bindAddress: '127.0.0.1', listeners: [], logDir: 'data', metadata: [] };
  expect(() => serverProperties(cluster, cluster.brokers[0]!, place)).toThrow(TypeError);
});
