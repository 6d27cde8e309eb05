import type { Cluster } from '../cluster';
import { runningProcess } from '../common/pid-file';
import { clusterFolder, serverFoldersIn } from './servers/server-folder';
import { runningServer, serversFoundIn } from './servers/stray-servers';

/** Whether the cluster runs here, or has data of a run before; undefined when neither. No server is asked. */
export function localRun(cluster: Pick<Cluster, 'name'>, folder: string): 'running' | 'stopped' | undefined {
  const path = clusterFolder(cluster, folder);
  const servers = serverFoldersIn(path);
  if (servers.some(({ pidFile }) => runningProcess(pidFile))) return 'running';
  if (serversFoundIn(path).some(runningServer)) return 'running';
  return servers.length > 0 ? 'stopped' : undefined;
}
