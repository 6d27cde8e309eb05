import { addressText, interBrokerListener, localAddresses, type Cluster } from '../../cluster';
import { isSecured } from '../access';
import { securityFolder } from './security-folder';

/** What any client needs to get in: addresses, and the paths of files. */
export interface WayIn {
  /** `host:port` of each broker. */
  readonly brokers: readonly string[];
  /** undefined where nobody is asked who they are. */
  readonly secured: Secured | undefined;
}

export interface Secured {
  /** Whom to trust: the authority of the servers. */
  readonly ca: string;
  readonly login: CertificateLogin | PasswordLogin;
}

export interface CertificateLogin {
  readonly by: 'certificate';
  readonly cert: string;
  readonly key: string;
  /** The key and the certificate in one file, as Java reads them. */
  readonly both: string;
}

export interface PasswordLogin {
  readonly by: 'password';
  readonly user: string;
  /** The folder of the file, and its name. */
  readonly folder: string;
  readonly file: string;
  /** For librdkafka, which reads no password from a file: all its settings, with the password. */
  readonly librdkafka: string;
}

/**
 * How a user gets in to a cluster of this machine as it was last started, or, without one, who may do all.
 * @param user is described
 */
export function wayIn(cluster: Cluster, folder: string, user?: string): WayIn {
  const { security } = cluster;
  if (!security || !isSecured(cluster, folder)) return { brokers: localAddresses(cluster), secured: undefined };
  const { servers, admin, user: pathsOf } = securityFolder(cluster, folder);
  if (user === undefined) {
    const brokers = cluster.brokers.map((broker) => addressText(interBrokerListener(broker).local.advertised));
    return { brokers, secured: { ca: servers.cert, login: { by: 'certificate', ...admin } } };
  }
  const { folder: own, password, librdkafka, ...certificate } = pathsOf(user);
  const login: Secured['login'] =
    security.clients === 'mtls'
      ? { by: 'certificate', ...certificate }
      : { by: 'password', user, folder: own, file: password, librdkafka };
  return { brokers: localAddresses(cluster), secured: { ca: servers.cert, login } };
}
