import { join } from 'node:path';
import type { Cluster } from '../../cluster';
import { clusterFolder } from '../servers/server-folder';

/** Below the folder of a cluster, for nobody else's eyes: who reads it may do all. */
export const SECURITY = 'security';

export interface CertificatePaths {
  readonly cert: string;
  readonly key: string;
  /** Both in one file, the key first, as Java reads them. */
  readonly both: string;
}

export interface UserPaths extends CertificatePaths {
  readonly folder: string;
  /** Without a line end: programs read it as it is. */
  readonly password: string;
  /** All that librdkafka needs, with the password: it reads none from a file. */
  readonly librdkafka: string;
}

export interface SecurityFolder {
  readonly path: string;
  /** Signs certificates of servers, and of who may do all. */
  readonly servers: CertificatePaths;
  /** Signs those of users, which servers take from clients alone. */
  readonly clients: CertificatePaths;
  /** Of who may do all: by it this package's own commands get in. */
  readonly admin: CertificatePaths;
  /** For the console, which asks for a password, and gets in as the commands do. */
  readonly console: { readonly password: string; readonly properties: string };
  readonly users: string;
  readonly user: (name: string) => UserPaths;
}

export function securityFolder(cluster: Pick<Cluster, 'name'>, folder: string): SecurityFolder {
  const path = join(clusterFolder(cluster, folder), SECURITY);
  const pair = (where: string, name: string) => ({
    cert: join(where, `${name}.crt`),
    key: join(where, `${name}.key`),
    both: join(where, `${name}.pem`),
  });
  const users = join(path, 'users');
  return {
    path,
    servers: pair(path, 'servers'),
    clients: pair(path, 'clients'),
    admin: pair(path, 'admin'),
    console: { password: join(path, 'console.password'), properties: join(path, 'console.properties') },
    users,
    user(name) {
      const own = join(users, name);
      return {
        folder: own,
        password: join(own, 'password'),
        librdkafka: join(own, 'librdkafka.conf'),
        ...pair(own, 'user'),
      };
    },
  };
}
