import type { CertificateFiles } from './certificate-files';

type Properties = Readonly<Record<string, string | number | boolean>>;

interface Place {
  readonly bindAddress: string;
  readonly clientPort: number;
  readonly peers: readonly unknown[];
  readonly certificates?: CertificateFiles | undefined;
}

/** What `zookeeper.properties` says of where it listens: to whoever asks, or to who has a certificate of a server. */
export function zooKeeperListening({ certificates, clientPort, bindAddress, peers }: Place): Properties {
  if (!certificates) return { clientPort, clientPortAddress: bindAddress };
  const stores = (prefix: string): Properties => ({
    [`${prefix}.keyStore.type`]: 'PEM',
    [`${prefix}.keyStore.location`]: certificates.own,
    [`${prefix}.trustStore.type`]: 'PEM',
    [`${prefix}.trustStore.location`]: certificates.servers,
  });
  return {
    secureClientPort: clientPort,
    secureClientPortAddress: bindAddress,
    serverCnxnFactory: 'org.apache.zookeeper.server.NettyServerCnxnFactory',
    ...stores('ssl'),
    'ssl.clientAuth': 'need',
    'authProvider.x509': 'org.apache.zookeeper.server.auth.X509AuthenticationProvider',
    ...(peers.length > 1 ? { sslQuorum: true, ...stores('ssl.quorum') } : {}),
  };
}
