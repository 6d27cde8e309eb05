import { createReadStream, existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from '../cluster';
import { endedAt } from '../process/end-watcher';
import { runningProcess } from '../process/pid-file';
import { serversOf, type Server } from './servers/server';
import type { Role } from './servers/server-folder';

export interface ServerStatus {
  readonly role: Role;
  readonly id: number;
  /** Such as `broker-1`. */
  readonly name: string;
  readonly state: 'up' | 'starting' | 'down';
  readonly pid: number | undefined;
  /** When it was started; when it is down, when it ended; undefined when that is not known. */
  readonly since: Date | undefined;
  readonly log: string;
  /** Bytes on disk. */
  readonly dataSize: number;
}

/** What the processes do, seen from the files that they leave: no server is asked, so it answers at once and always. */
export const status = (cluster: Cluster, { folder }: { readonly folder: string }): Promise<ServerStatus[]> =>
  Promise.all(serversOf(cluster, folder).map(statusOf));

async function statusOf(server: Server): Promise<ServerStatus> {
  const { role, id, name, log, data, pidFile, endFile, startedText } = server;
  const running = runningProcess(pidFile);
  return {
    role,
    id,
    name,
    state: running ? ((await contains(log, startedText)) ? 'up' : 'starting') : 'down',
    pid: running?.pid,
    since: running ? running.since : endedAt(endFile),
    log,
    dataSize: await sizeOnDisk(data),
  };
}

/** Stops reading at the first match: a log begins with the start. */
async function contains(path: string, text: RegExp): Promise<boolean> {
  if (!existsSync(path)) return false;
  let seen = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    seen = seen.slice(-1000) + String(chunk);
    if (text.test(seen)) return true;
  }
  return false;
}

/** Blocks, not lengths: Kafka's indexes are 10 MiB long, and nearly all of it is a hole. */
async function sizeOnDisk(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = entries.map((entry) =>
    stat(join(folder, entry)).then(
      ({ blocks }) => blocks * 512,
      // Kafka deletes files at any time.
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
