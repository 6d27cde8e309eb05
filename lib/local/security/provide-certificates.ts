import { join } from 'node:path';
import type { Cluster, Security } from '../../cluster';
import { notWritable } from '../failures/not-writable';
import { certificateFiles } from '../servers/certificate-files';
import { clusterFolder, type ServerFolder } from '../servers/server-folder';
import { isGood, type Certificate } from './certificate';
import { newPassword, writeClientFiles } from './client-files';
import type * as Issuing from './issue-certificate';
import { securityFolder, type CertificatePaths } from './security-folder';
import { makePrivate, textIn, writeSecret } from './write-secret';

/** By what clients call a server of this machine. */
const HOSTS = ['localhost', '127.0.0.1', '::1'];

const AUTHORITY_DAYS = 3650;
/** Clients refuse those that are good for much longer than a year. */
const DAYS = 365;

type Issue = typeof Issuing.issueCertificate;

/**
 * Gives servers that are to be started, users and this package's own commands the certificates that they lack, or that end within a
 * month, and users who log in by one a password; others are kept.
 * @param missing servers that do not run
 * @throws {LocalRunError} `FOLDER_NOT_WRITABLE`
 */
export async function provideCertificates(
  cluster: Cluster,
  folder: string,
  missing: readonly ServerFolder[],
): Promise<void> {
  const { security } = cluster;
  if (!security) return;
  const { issueCertificate } = await import('./issue-certificate.ts');
  try {
    provide({ ...cluster, security }, folder, missing, issueCertificate);
    writeClientFiles(cluster, folder);
  } catch (cause) {
    throw notWritable(clusterFolder(cluster, folder), cause);
  }
}

function provide(
  cluster: Cluster & { readonly security: Security },
  folder: string,
  missing: readonly ServerFolder[],
  issue: Issue,
): void {
  const own = securityFolder(cluster, folder);
  // The data of servers too: what is in them is not for those who may not read it from the brokers.
  for (const path of [clusterFolder(cluster, folder), own.path, own.users]) makePrivate(path);
  const authority = (paths: CertificatePaths, name: string): Certificate =>
    kept(paths, isGood) ?? written(paths, issue({ name, as: 'authority', days: AUTHORITY_DAYS }));
  const servers = authority(own.servers, `${cluster.name} servers`);
  const clients = authority(own.clients, `${cluster.name} clients`);
  const client = (paths: CertificatePaths, name: string, by: Certificate): Certificate =>
    kept(paths, (found) => isGood(found, { by })) ?? written(paths, issue({ name, as: 'client', days: DAYS, by }));
  client(own.admin, 'admin', servers);
  for (const server of missing) giveServer(cluster, server, { servers, clients, issue });
  for (const { name } of cluster.security.users) {
    const paths = own.user(name);
    makePrivate(paths.folder);
    if (cluster.security.clients === 'mtls') client(paths, name, clients);
    else if (!textIn(paths.password)) writeSecret(paths.password, newPassword());
  }
}

interface Given {
  readonly servers: Certificate;
  readonly clients: Certificate;
  readonly issue: Issue;
}

/** Into its own folder, which may be on another disk. */
function giveServer(cluster: Cluster, { path, role }: ServerFolder, { servers, clients, issue }: Given): void {
  const files = certificateFiles(cluster)!;
  const own = join(path, files.own);
  makePrivate(path);
  const text = textIn(own) ?? '';
  if (!isGood({ cert: text, key: text }, { by: servers, hosts: HOSTS })) {
    const { cert, key } = issue({ name: role, as: 'server', hosts: HOSTS, days: DAYS, by: servers });
    writeSecret(own, `${key}${cert}`);
  }
  writeSecret(join(path, files.servers), servers.cert);
  writeSecret(join(path, files.clients), clients.cert);
}

function kept(paths: CertificatePaths, isFit: (found: Certificate) => boolean): Certificate | undefined {
  const [cert, key, both] = [paths.cert, paths.key, paths.both].map(textIn);
  return cert !== undefined && key !== undefined && both === `${key}${cert}` && isFit({ cert, key })
    ? { cert, key }
    : undefined;
}

function written(paths: CertificatePaths, certificate: Certificate): Certificate {
  writeSecret(paths.key, certificate.key);
  writeSecret(paths.cert, certificate.cert);
  writeSecret(paths.both, `${certificate.key}${certificate.cert}`);
  return certificate;
}
