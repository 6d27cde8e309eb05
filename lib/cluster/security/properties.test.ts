import { defineCluster } from '../define-cluster';
import { certificatesIn } from './certificate-files';
import { resolveSecurity } from './security';
import { brokerSecurity, serverSecurity } from './server-security';
import { zooKeeperListening } from './zookeeper-listening';

const certificates = { own: 'own.pem', servers: 'servers.crt', clients: 'clients.crt' };
const pem = (prefix: string, kind: 'store' | 'Store') => ({
  [`${prefix}.key${kind}.type`]: 'PEM',
  [`${prefix}.key${kind}.location`]: 'own.pem',
  [`${prefix}.trust${kind}.type`]: 'PEM',
  [`${prefix}.trust${kind}.location`]: 'servers.crt',
});

test('a server lets in whoever has a certificate of the servers’ authority, and asks what each user may do', () => {
  expect(serverSecurity(defineCluster({ security: {} }), { certificates })).toEqual({
    ...pem('ssl', 'store'),
    'ssl.client.auth': 'required',
    'ssl.principal.mapping.rules': 'RULE:^CN=([^,]+).*$/$1/,DEFAULT',
    'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer',
    'super.users': 'User:broker;User:controller;User:zookeeper;User:admin',
    'allow.everyone.if.no.acl.found': false,
  });
});

test('a broker has clients log in, or show certificates of the users’ authority', () => {
  const kraft = (clients?: 'scram' | 'mtls') =>
    brokerSecurity(defineCluster({ metadata: 'kraft', security: clients ? { clients } : {} }), { certificates });
  const scram = {
    'listener.name.external.ssl.client.auth': 'none',
    'listener.name.external.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.external.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  };
  expect(kraft()).toEqual(scram);
  expect(kraft('scram')).toEqual(scram);
  expect(kraft('mtls')).toEqual({
    'listener.name.external.ssl.truststore.type': 'PEM',
    'listener.name.external.ssl.truststore.location': 'clients.crt',
  });
  expect(brokerSecurity(defineCluster({ security: {} }), { certificates })).toEqual({
    ...scram,
    'zookeeper.ssl.client.enable': true,
    'zookeeper.clientCnxnSocket': 'org.apache.zookeeper.ClientCnxnSocketNetty',
    ...pem('zookeeper.ssl', 'store'),
  });
});

test('without security nobody is asked, and no certificate is needed', () => {
  expect([serverSecurity(defineCluster({}), {}), brokerSecurity(defineCluster({}), {})]).toEqual([{}, {}]);
  expect(() => certificatesIn({})).toThrow(
    new TypeError('a server of a secured cluster needs certificates where it runs'),
  );
});

test('ZooKeeper listens without TLS, or with it alone, to peers too where it has some', () => {
  const place = { bindAddress: '127.0.0.1', clientPort: 2181, peers: [1] };
  expect(zooKeeperListening(place)).toEqual({ clientPort: 2181, clientPortAddress: '127.0.0.1' });
  const secured = {
    secureClientPort: 2181,
    secureClientPortAddress: '127.0.0.1',
    serverCnxnFactory: 'org.apache.zookeeper.server.NettyServerCnxnFactory',
    ...pem('ssl', 'Store'),
    'ssl.clientAuth': 'need',
    'authProvider.x509': 'org.apache.zookeeper.server.auth.X509AuthenticationProvider',
  };
  expect(zooKeeperListening({ ...place, certificates })).toEqual(secured);
  expect(zooKeeperListening({ ...place, certificates, peers: [1, 2, 3] })).toEqual({
    ...secured,
    sslQuorum: true,
    ...pem('ssl.quorum', 'Store'),
  });
});

test('users are resolved with what they may do, those that are undefined are left out', () => {
  const users = { a: { produce: ['x'], consume: ['y'], as: 'g' }, b: {}, c: undefined as unknown as object };
  expect(resolveSecurity({ security: { users } })).toEqual({
    clients: 'scram',
    users: [
      { name: 'a', produce: ['x'], consume: ['y'], group: 'g' },
      { name: 'b', produce: [], consume: [], group: undefined },
    ],
  });
  expect([resolveSecurity({}), resolveSecurity({ security: 'none' })]).toEqual([undefined, undefined]);
});
