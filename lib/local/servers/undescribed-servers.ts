import type { Cluster } from '../../cluster';
import { runningProcess } from '../../process/pid-file';
import { heldReplicas } from './held-replicas';
import { clusterFolder, serverFoldersIn, type ServerFolder } from './server-folder';
import { serversOf } from './server';

/** Servers of the cluster's folder that the description does not have, and that matter: they run, or hold replicas. */
export function undescribedServers(cluster: Cluster, folder: string): ServerFolder[] {
  const described = new Set(serversOf(cluster, folder).map(({ name }) => name));
  return serverFoldersIn(clusterFolder(cluster, folder)).filter(
    ({ name, pidFile, data }) => !described.has(name) && (runningProcess(pidFile) || heldReplicas(data).size > 0),
  );
}
