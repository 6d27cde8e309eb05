import { statSync } from 'node:fs';
import { commandLines } from '../../common/command-lines';
import { runningProcess } from '../../common/pid-file';
import { SERVER_COMMAND } from './roles';
import type { ServerFolder } from './server-folder';

/**
 * Where a server that runs was started, if its folder was moved from there since: it goes on with the files that it has open, and
 * makes new ones at the old place, or ends because it cannot.
 */
export function movedFrom({ path, pidFile }: Pick<ServerFolder, 'path' | 'pidFile'>): string | undefined {
  const running = runningProcess(pidFile);
  const words = running && commandLines().find(({ pid }) => pid === running.pid)?.words;
  const started = SERVER_COMMAND.exec(words?.slice(-2).join('\0') ?? '')?.[1];
  return started === undefined || isSame(started, path) ? undefined : started;
}

/** By a link or a mount a folder has several names. */
function isSame(one: string, other: string): boolean {
  try {
    const [a, b] = [one, other].map((path) => statSync(path, { bigint: true }));
    return a!.dev === b!.dev && a!.ino === b!.ino;
  } catch {
    return false;
  }
}

/** Continues the name of a server. */
export const movedText = (from: string): string => `was moved from ${from} while it runs, and can make no files there`;
