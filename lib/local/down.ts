import { existsSync, realpathSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import type { Cluster } from '../cluster';
import { asOnlyOneIfPossible } from './cluster-lock';
import { TERMINATION_GRACE_MS } from '../common/terminate';
import type { Report } from '../common/steps';
import { requireNamed, requirePlace } from './require-place';
import { requireOwnFolder } from './require-own-folder';
import { deleteData as deleteDataOf } from './servers/delete-data';
import { requireVisible } from './servers/require-visible';
import { clusterFolder, type ServerFolder } from './servers/server-folder';
import { stopServers, type StoppedServer } from './servers/stop-servers';
import { serversFoundIn } from './servers/stray-servers';

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
 * Stops every server of the cluster that runs here: brokers, then those that hold the metadata. Nothing running is no error.
 * @returns those that ran
 * @throws {LocalRunError} `BUSY` while another call starts or stops servers; `OTHER_DATA`, `NOT_PERMITTED`, `FOLDER_NOT_WRITABLE`
 */
export async function down(cluster: Pick<Cluster, 'name'>, options: DownOptions): Promise<StoppedServer[]> {
  requireNamed(cluster);
  requirePlace(options);
  const { folder, deleteData = false, report = () => undefined, graceMs = TERMINATION_GRACE_MS } = options;
  const path = clusterFolder(cluster, folder);
  requireOwnFolder(cluster, folder);
  if (!existsSync(path) && serversFoundIn(path).length === 0) return [];
  const stopped = await asOnlyOneIfPossible(path, async () => {
    const servers = serversFoundIn(path);
    await requireVisible(servers);
    const step = 'stop all servers';
    report({ step, state: 'started' });
    const ended = await stopServers(servers, graceMs);
    report({
      step,
      state: 'done',
      detail: ended.map(({ name, outcome }) => `${name} ${outcome}`).join(', ') || 'none ran',
    });
    if (deleteData) await deleteAll(path, servers, report);
    return ended;
  });
  // Whatever else a user keeps there stays.
  if (deleteData) await rmdir(path).catch(() => undefined);
  return stopped;
}

async function deleteAll(path: string, servers: readonly ServerFolder[], report: Report): Promise<void> {
  const step = `delete the data in ${realpathSync(path)}`;
  report({ step, state: 'started' });
  const { bytes, left } = await deleteDataOf(path, servers);
  const freed = `${(bytes / 1e6).toFixed(1)} MB freed`;
  report({ step, state: 'done', detail: left.length > 0 ? `${freed}; left, as not ours: ${left.join(', ')}` : freed });
}
