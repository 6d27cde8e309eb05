import type { Cluster } from '../../cluster';
import { heldReplicas } from './held-replicas';
import { clusterFolder, type ServerFolder } from './server-folder';
import { serversOf } from './server';
import { runningServer, serversFoundIn } from './stray-servers';

/** Servers of the cluster's folder that the description does not have, and that matter: they run, or hold replicas. */
export function undescribedServers(cluster: Cluster, folder: string): ServerFolder[] {
  const described = new Set(serversOf(cluster, folder).map(({ name }) => name));
  return serversFoundIn(clusterFolder(cluster, folder)).filter(
    (server) => !described.has(server.name) && (runningServer(server) || heldReplicas(server.data).size > 0),
  );
}
