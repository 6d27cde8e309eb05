import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { processIdentity } from './process-identity';

export interface RecordedProcess {
  readonly pid: number;
  readonly identity: string;
  readonly since: Date;
}

/** Two lines: the process id, and the start time that tells the process from a later one with the same id. */
export const pidFileText = (pid: number): string => `${pid}\n${processIdentity(pid) ?? 'ended'}\n`;

export function writePidFile(path: string, pid: number): void {
  writeFileSync(`${path}.new`, pidFileText(pid));
  renameSync(`${path}.new`, path);
}

/** The process that `path` names, or undefined when there is no such file or that process has ended. */
export function runningProcess(path: string): RecordedProcess | undefined {
  let text: string;
  let since: Date;
  try {
    text = readFileSync(path, 'utf8');
    since = statSync(path).mtime;
  } catch {
    return undefined;
  }
  const [pid = '', identity = ''] = text.split('\n');
  const recorded = { pid: Number(pid), identity, since };
  return isRunning(recorded) ? recorded : undefined;
}

export const isRunning = ({ pid, identity }: RecordedProcess): boolean => processIdentity(pid) === identity;
