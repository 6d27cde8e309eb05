import { existsSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import type { Cluster } from '../cluster';
import { asOnlyOne } from './cluster-lock';
import { TERMINATION_GRACE_MS } from '../process/terminate';
import type { Report } from '../steps';
import { clusterFolder, serverFoldersIn } from './servers/server-folder';
import { stopServers, type StoppedServer } from './servers/stop-servers';

export type { StoppedServer };

export interface DownOptions {
  /** Holds a folder for each cluster. */
  readonly folder: string;
  /** Removes topics, messages and logs too; there is no way back. @default false */
  readonly deleteData?: boolean;
  readonly report?: Report;
  /** Milliseconds between SIGTERM and SIGKILL. @default 20000 */
  readonly graceMs?: number;
}

/**
 * Stops every server of the cluster that runs here: brokers, then ZooKeeper. Nothing running is no error.
 * @returns those that ran
 * @throws {LocalRunError} `BUSY` while another call starts or stops servers
 */
export async function down(cluster: Cluster, options: DownOptions): Promise<StoppedServer[]> {
  const { folder, deleteData = false, report = () => undefined, graceMs = TERMINATION_GRACE_MS } = options;
  const path = clusterFolder(cluster, folder);
  if (!existsSync(path)) return [];
  const stopped = await asOnlyOne(path, async () => {
    const servers = serverFoldersIn(path);
    const step = 'stop brokers and ZooKeeper';
    report({ step, state: 'started' });
    const ended = await stopServers(servers, graceMs);
    report({
      step,
      state: 'done',
      detail: ended.map(({ name, outcome }) => `${name} ${outcome}`).join(', ') || 'none ran',
    });
    if (deleteData) await Promise.all(servers.map((server) => rm(server.path, { recursive: true })));
    return ended;
  });
  // Whatever else a user keeps there stays.
  if (deleteData) await rmdir(path).catch(() => undefined);
  return stopped;
}
