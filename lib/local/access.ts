import { existsSync, readFileSync } from 'node:fs';
import { addressText, interBrokerListener, localAddresses, type Cluster } from '../cluster';
import type { Access } from '../kafka';
import { LocalRunError } from './local-run-error';
import { readRecord } from './record';
import { lostAuthority } from './security/lost-authority';
import { securityFolder } from './security/security-folder';

/**
 * How this package's own commands get in to a cluster of this machine, as it was last started: where it asks who comes, as `admin`, who
 * may do all, with a certificate that lies in its folder; and then as its servers do, by INTERNAL, where no user has to be there yet.
 * @throws {LocalRunError} `NOT_PERMITTED` for who may not read it; `LOST_DATA` where it is gone
 */
export function localAccess(cluster: Cluster, folder: string): Access {
  if (!isSecured(cluster, folder)) return { brokers: localAddresses(cluster) };
  const { servers, admin } = securityFolder(cluster, folder);
  const brokers = cluster.brokers.map((broker) => addressText(interBrokerListener(broker).local.advertised));
  return { brokers, ssl: { ca: read(servers.cert), cert: read(admin.cert), key: read(admin.key) } };
}

/** As it was last started: the description may say otherwise by now. */
export const isSecured = (cluster: Cluster, folder: string): boolean => {
  const facts = readRecord(cluster, folder)?.facts;
  return facts ? facts.security === true : cluster.security !== undefined;
};

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (!existsSync(file)) throw lostAuthority(file, cause);
    throw new LocalRunError(
      'NOT_PERMITTED',
      `${file}, which lets commands in to this cluster, cannot be read (${(cause as NodeJS.ErrnoException).code ?? ''}): use them as the user who started it, or name the brokers and how to get in (-b, --command-config)`,
      { cause },
    );
  }
}
