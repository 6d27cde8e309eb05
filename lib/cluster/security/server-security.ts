import type { Cluster } from '../cluster';
import { certificatesIn, type CertificateFiles } from './certificate-files';
import { SUPER_USERS, type Security } from './security';

type Place = { readonly certificates?: CertificateFiles | undefined };
type Properties = Readonly<Record<string, string | boolean>>;

const AUTHORIZERS = {
  zookeeper: 'kafka.security.authorizer.AclAuthorizer',
  kraft: 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
} as const;

/**
 * What the properties of a broker or a controller say of who gets in: servers by certificates of their own authority, and clients as
 * described. Nothing where nobody is asked.
 */
export function serverSecurity({ security, metadata: { mode } }: Cluster, place: Place): Properties {
  if (!security) return {};
  const { own, servers } = certificatesIn(place);
  return {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': own,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': servers,
    'ssl.client.auth': 'required',
    // Of `CN=billing` the user is `billing`, as of one who logs in by that name.
    'ssl.principal.mapping.rules': 'RULE:^CN=([^,]+).*$/$1/,DEFAULT',
    'authorizer.class.name': AUTHORIZERS[mode],
    // Without them no server would be let in by another.
    'super.users': SUPER_USERS.map((name) => `User:${name}`).join(';'),
    'allow.everyone.if.no.acl.found': false,
  };
}

/** What those of a broker say of clients, beside that, and of how it reaches ZooKeeper. */
export function brokerSecurity({ security, metadata: { mode } }: Cluster, place: Place): Properties {
  if (!security) return {};
  const files = certificatesIn(place);
  return { ...clientSecurity(security, files), ...(mode === 'zookeeper' ? toZooKeeper(files) : {}) };
}

const clientSecurity = ({ clients }: Security, files: CertificateFiles): Properties =>
  clients === 'scram'
    ? {
        'listener.name.external.ssl.client.auth': 'none',
        'listener.name.external.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
        'listener.name.external.scram-sha-512.sasl.jaas.config':
          'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      }
    : {
        'listener.name.external.ssl.truststore.type': 'PEM',
        'listener.name.external.ssl.truststore.location': files.clients,
      };

const toZooKeeper = ({ own, servers }: CertificateFiles): Properties => ({
  'zookeeper.ssl.client.enable': true,
  // The other one knows no TLS.
  'zookeeper.clientCnxnSocket': 'org.apache.zookeeper.ClientCnxnSocketNetty',
  'zookeeper.ssl.keystore.type': 'PEM',
  'zookeeper.ssl.keystore.location': own,
  'zookeeper.ssl.truststore.type': 'PEM',
  'zookeeper.ssl.truststore.location': servers,
});
