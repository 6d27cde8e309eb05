import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { LocalRunError } from '../local-run-error';
import { exhausted } from './exhausted';

const ELSEWHERE = 'choose another folder (--folder), where the cluster begins empty';

/** Why `folder` could not be written, and what to do. */
export function notWritable(folder: string, cause: unknown): LocalRunError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return diskFull(exhausted(folder) ?? exhausted(dirname(folder)) ?? `${folder} has no space left (${code})`, cause);
  }
  if (code === 'EMFILE' || code === 'ENFILE') {
    return new LocalRunError('TOO_FEW_FILES', `no more files may be opened (${code}): raise the limit (ulimit -n)`, {
      cause,
    });
  }
  return new LocalRunError(
    'FOLDER_NOT_WRITABLE',
    `${folder} cannot be written (${code}): make it writable, or ${ELSEWHERE}`,
    { cause },
  );
}

/** @throws {LocalRunError} `DISK_FULL`: servers would end at their first write */
export function requireSpace(folder: string): void {
  const what = exhausted(folder);
  if (what !== undefined) throw diskFull(what);
}

/** @throws {LocalRunError} `DISK_FULL`, `FOLDER_NOT_WRITABLE` for a folder that is there */
export function requireRoom(folder: string): void {
  requireSpace(folder);
  try {
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw notWritable(folder, cause);
  }
}

const diskFull = (what: string, cause?: unknown): LocalRunError =>
  new LocalRunError('DISK_FULL', `${what}: free some, or ${ELSEWHERE}`, { cause });
