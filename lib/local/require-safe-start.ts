import { existsSync } from 'node:fs';
import type { Cluster } from '../cluster';
import { runningProcess } from '../common/pid-file';
import { requireRoom } from './failures/not-writable';
import { LocalRunError } from './local-run-error';
import { metadataStore } from './find-metadata-store';
import type { FoundServers } from './metadata-store';
import { readRecord } from './record';
import { isOfAnotherStart } from './replicas/start-mark';
import { requireReplicas } from './replicas/require-replicas';
import { requireAll } from './require-all';
import { requireOwnFolder } from './require-own-folder';
import { requireSameCluster } from './require-same-cluster';
import { requireFolders } from './servers/require-folders';
import { requireOneCluster } from './servers/require-one-cluster';
import { requireOwnData } from './servers/require-own-data';
import { requireSameSecurity } from './security/require-same-security';
import { requireSamePorts } from './servers/require-same-ports';
import { serversOf, type Server } from './servers/server';
import { clusterFolder, serverFoldersIn } from './servers/server-folder';
import { requireNoStrays } from './servers/stray-servers';

/**
 * Looks at what runs and what is on disk, before anything is touched.
 * @throws {LocalRunError} when the cluster that is there cannot become what is described without losing data
 */
export function requireSafeStart(cluster: Cluster, folder: string): FoundServers {
  requireOwnFolder(cluster, folder);
  const servers = serversOf(cluster, folder);
  const missing = servers.filter(({ pidFile }) => !runningProcess(pidFile));
  if (missing.length > 0) requireNoStrays(missing);
  const folders = serverFoldersIn(clusterFolder(cluster, folder));
  const { facts: recorded = {}, starts = {}, metadataEnd } = readRecord(cluster, folder) ?? {};
  const started = Object.keys(starts);
  const isBroker = ({ role }: Server): boolean => role === 'broker';
  const putBack = namesOf(missing.filter((server) => isBroker(server) && isOfAnotherStart(cluster, folder, server)));
  const found = { servers, missing, folders, recorded, started, putBack, metadataEnd };
  requireAll([
    () => requireFolders(missing),
    () => requireOwnData(missing),
    () => requireSameCluster(cluster, folder),
    () => requireOneCluster(folders, cluster.metadata.mode),
    () => requireSameSecurity(cluster, folder, servers.length > missing.length),
    () => requireSamePorts(servers.filter((server) => !missing.includes(server))),
    () => metadataStore(cluster, folder).requireSafe(found),
    () => requireReplicas(missing.filter(isBroker), servers.filter(isBroker)),
  ]);
  return found;
}

const namesOf = (servers: readonly Server[]): readonly string[] => servers.map(({ name }) => name);

/** Why `up` would refuse `cluster`, a sentence each; none where it would not. */
export function refusalsOfStart(cluster: Cluster, folder: string): readonly string[] {
  try {
    requireSafeStart(cluster, folder);
    const path = clusterFolder(cluster, folder);
    if (existsSync(path)) requireRoom(path);
    return [];
  } catch (error) {
    if (error instanceof LocalRunError) return error.faults;
    throw error;
  }
}
