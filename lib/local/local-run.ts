import type { Cluster } from '../cluster';
import { runningProcess } from '../process/pid-file';
import { clusterFolder, serverFoldersIn } from './servers/server-folder';

/** Whether the cluster runs here, or has data of a run before; undefined when neither. No server is asked. */
export function localRun(cluster: Pick<Cluster, 'name'>, folder: string): 'running' | 'stopped' | undefined {
  const servers = serverFoldersIn(clusterFolder(cluster, folder));
  if (servers.some(({ pidFile }) => runningProcess(pidFile))) return 'running';
  return servers.length > 0 ? 'stopped' : undefined;
}
