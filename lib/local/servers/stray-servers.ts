import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { command } from '../../package';
import { commandLines, recorded, workingFolder } from '../../common/command-lines';
import { runningProcess, type RecordedProcess } from '../../common/pid-file';
import { LocalRunError } from '../local-run-error';
import { movedTo } from '../port-owner';
import { SERVER_COMMAND } from './roles';
import { clusterFolder, serverFolderAt, serverFoldersIn, type ServerFolder } from './server-folder';

interface Found extends ServerFolder {
  readonly pid: number;
  readonly clusterPath: string;
}

/**
 * Servers that run in a folder that is there no more, such as after `git clean`, or is called otherwise by now: no pid file that
 * is looked for tells of them.
 */
function strays(): Found[] {
  return commandLines().flatMap(({ pid, words }) => {
    const path = SERVER_COMMAND.exec(words.slice(-2).join('\0'))?.[1];
    const server = path === undefined ? undefined : serverFolderAt(path);
    if (!server) return [];
    // Its whole cluster may have been moved, where `down` finds it, and a new one be at the place.
    const runsElsewhere = movedTo(server.path, workingFolder(pid)) !== server.path;
    return runsElsewhere || runningProcess(server.pidFile)
      ? []
      : [{ ...server, pid, clusterPath: dirname(server.path) }];
  });
}

/** Servers of a cluster by their folders, and those that run though theirs is gone or elsewhere. */
export function serversFoundIn(clusterPath: string): ServerFolder[] {
  const onDisk = serverFoldersIn(clusterPath);
  const without = strays().filter(
    (stray) => stray.clusterPath === clusterPath && !onDisk.some(({ name }) => name === stray.name),
  );
  return [...onDisk, ...without];
}

/** The process of a server, even if its folder is gone. */
export function runningServer({ path, pidFile }: ServerFolder): RecordedProcess | undefined {
  const known = runningProcess(pidFile);
  if (known) return known;
  const stray = strays().find((server) => server.path === path);
  return stray && recorded(stray.pid);
}

/** Names of clusters in `folder` of which servers run without their folders. */
export const strayClustersIn = (folder: string): string[] => [
  ...new Set(
    strays()
      .filter(({ clusterPath }) => dirname(clusterPath) === dirname(clusterFolder({ name: 'any' }, folder)))
      .map(({ clusterPath }) => clusterPath.slice(dirname(clusterPath).length + 1)),
  ),
];

/** Why no pid file tells of a server that runs: continues "its". */
export const hiddenBy = ({ pidFile }: ServerFolder): string =>
  existsSync(pidFile) ? 'pid file does not say so (it was edited, or is a copy)' : 'folder was deleted or moved';

/**
 * They hold the ports, and what they know is lost.
 * @throws {LocalRunError} `BUSY`
 */
export function requireNoStrays(missing: readonly ServerFolder[]): void {
  const running = strays().filter(({ path }) => missing.some((server) => server.path === path));
  if (running.length === 0) return;
  const list = running.map((server) => `${server.name} (process ${server.pid})`).join(', ');
  const [runs, their] = running.length === 1 ? ['runs', 'its'] : ['run', 'their'];
  const why = [...new Set(running.map(hiddenBy))].map((what) => `${their} ${what}`).join(', ');
  throw new LocalRunError(
    'BUSY',
    `${list} still ${runs}, though ${why}: ${command('down')} stops what is left, then ${command('up')}`,
  );
}
