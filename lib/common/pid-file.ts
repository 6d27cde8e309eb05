import { readFileSync, readlinkSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { processIdentity } from './process-identity';

export interface RecordedProcess {
  readonly pid: number;
  readonly identity: string;
  /** When it was recorded; undefined for one that was found otherwise. */
  readonly since: Date | undefined;
}

/**
 * Four lines: the process id, the start time that tells the process from a later one with the same id, the folder that the file is in,
 * and the namespace in which the process has that id. A copy of the folder has the file too, but not the process; a folder that is
 * moved, linked or mounted elsewhere stays the same.
 */
export const pidFileText = (path: string, pid: number): string =>
  `${pid}\n${processIdentity(pid) ?? 'ended'}\n${folderIdentity(path)}\n${namespace()}\n`;

export function writePidFile(path: string, pid: number): void {
  writeFileSync(`${path}.new`, pidFileText(path, pid));
  renameSync(`${path}.new`, path);
}

function folderIdentity(path: string): string {
  const { dev, ino } = statSync(dirname(path), { bigint: true });
  return `${dev}:${ino}`;
}

/** The process that `path` names, or undefined when there is no such file, it is a copy, or that process has ended. */
export function runningProcess(path: string): RecordedProcess | undefined {
  let text: string;
  let since: Date;
  let here: string;
  try {
    text = readFileSync(path, 'utf8');
    since = statSync(path).mtime;
    here = folderIdentity(path);
  } catch {
    return undefined;
  }
  // Older files do not have the last.
  const [pid = '', identity = '', folder] = text.split('\n');
  if (folder && folder !== here) return undefined;
  const recorded = { pid: Number(pid), identity, since };
  return isRunning(recorded) ? recorded : undefined;
}

/** Whether `path` names a process of another container, say, which cannot be seen here. Files of before do not tell. */
export function isOfOtherNamespace(path: string): boolean {
  try {
    const [, , , recorded] = readFileSync(path, 'utf8').split('\n');
    return Boolean(recorded) && recorded !== namespace();
  } catch {
    return false;
  }
}

/** In which process ids count; empty where there are no such namespaces. @see namespaces(7) */
function namespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

export const isRunning = ({ pid, identity }: RecordedProcess): boolean => processIdentity(pid) === identity;
