import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { processIdentity } from './process-identity';
import type { RecordedProcess } from './pid-file';

export interface CommandLine {
  readonly pid: number;
  /** The command and its arguments; joined by blanks where the system tells them only so. */
  readonly words: readonly string[];
}

/** What runs on this machine, as far as it can be seen. */
export const commandLines: () => readonly CommandLine[] = existsSync('/proc/self/cmdline') ? fromProc : fromPs;

/** Where a process runs; undefined where that folder was deleted, or cannot be seen. */
export function workingFolder(pid: number): string | undefined {
  try {
    const folder = existsSync('/proc/self/cwd') ? readlinkSync(`/proc/${pid}/cwd`) : fromLsof(pid);
    return folder !== undefined && existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** The process as a pid file would record it. */
export function recorded(pid: number): RecordedProcess | undefined {
  const identity = processIdentity(pid);
  return identity === undefined ? undefined : { pid, identity, since: undefined };
}

function fromProc(): CommandLine[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      return [{ pid: Number(pid), words: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1) }];
    } catch {
      return [];
    }
  });
}

function fromPs(): CommandLine[] {
  try {
    const text = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' });
    return [...text.matchAll(/^ *(\d+) (.+)$/gm)].map(([, pid, args]) => ({ pid: Number(pid), words: [args!] }));
  } catch {
    return [];
  }
}

const fromLsof = (pid: number): string | undefined =>
  /^n(.+)$/m.exec(execFileSync('lsof', ['-a', '-p', `${pid}`, '-d', 'cwd', '-Fn'], { encoding: 'utf8' }))?.[1];
