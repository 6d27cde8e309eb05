import { createReadStream, existsSync } from 'node:fs';
import { requireCluster, type Cluster, type Role } from '../cluster';
import { command } from '../package';
import { endedAt } from '../common/end-watcher';
import { runningProcess } from '../common/pid-file';
import { exhausted } from './failures/exhausted';
import { whyEnded } from './failures/why-ended';
import { heldReplicas, heldText } from './servers/held-replicas';
import { ROLES } from './servers/roles';
import { requirePlace } from './require-place';
import { isOutdated, serversOf, type Server } from './servers/server';
import { hasData } from './servers/has-data';
import { movedFrom, movedText } from './servers/moved-from';
import { sizeOnDisk } from './servers/size-on-disk';
import type { ServerFolder } from './servers/server-folder';
import { hiddenBy, runningServer } from './servers/stray-servers';
import { undescribedServers } from './servers/undescribed-servers';

export interface ServerStatus {
  readonly role: Role;
  readonly id: number;
  /** Such as `broker-1`. */
  readonly name: string;
  readonly state: 'up' | 'starting' | 'down';
  readonly pid: number | undefined;
  /** When it was started; when it is down, when it ended; undefined when that is not known. */
  readonly since: Date | undefined;
  /** Runs with other properties than are described now: its next start applies them. */
  readonly outdated: boolean;
  /** Whether the description has it; others are told if they run, or hold replicas. */
  readonly described: boolean;
  /** It runs, though its folder is gone. */
  readonly isStray: boolean;
  /** What is wrong with it, in words: why it ended, that its disk is full, or that it is not described. */
  readonly fault: string | undefined;
  readonly log: string;
  /** Bytes on disk. */
  readonly dataSize: number;
}

/** What the processes do, seen from the files that they leave: no server is asked, so it answers at once and always. */
export async function status(cluster: Cluster, options: { readonly folder: string }): Promise<ServerStatus[]> {
  requireCluster(cluster);
  requirePlace(options);
  const { folder } = options;
  return Promise.all([
    ...serversOf(cluster, folder).map((server) => statusOf(server, server)),
    ...undescribedServers(cluster, folder).map((server) => statusOf(server, undefined)),
  ]);
}

/** @param described undefined for one that the description has not */
async function statusOf(server: ServerFolder, described: Server | undefined): Promise<ServerStatus> {
  const { role, id, name, path, log, data, pidFile, endFile } = server;
  const running = runningServer(server);
  const isHidden = running !== undefined && !runningProcess(pidFile);
  const isStray = isHidden && !existsSync(pidFile);
  const from = movedFrom(server);
  const isUp = running !== undefined && (isStray || (await contains(log, ROLES[role].startedText)));
  return {
    role,
    id,
    name,
    state: running ? (isUp ? 'up' : 'starting') : 'down',
    isStray,
    pid: running?.pid,
    since: running ? running.since : endedAt(endFile),
    outdated: running !== undefined && !isStray && described !== undefined && isOutdated(described),
    described: described !== undefined,
    fault: isHidden
      ? `runs, though its ${hiddenBy(server)}: ${command('down')} stops it`
      : from !== undefined
        ? `${movedText(from)}: ${command('restart', name)}`
        : !described
          ? undescribedText(server)
          : isUp && !hasData(server)
            ? DELETED
            : (whyEnded(server) ?? exhausted(path)),
    log,
    dataSize: await sizeOnDisk(data),
  };
}

const DELETED =
  'its data were deleted while it runs: put them back, or copy out what it still serves, before it is stopped';

function undescribedText({ role, data }: ServerFolder): string {
  const held = role === 'broker' ? heldText(heldReplicas(data)) : undefined;
  return `not described${held === undefined ? '' : `, and holds replicas of ${held}`}`;
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
