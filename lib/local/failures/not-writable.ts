import { accessSync, constants, existsSync, statSync } from 'node:fs';
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
  const owner = code === 'EACCES' ? otherOwner(existsSync(folder) ? folder : dirname(folder)) : undefined;
  const whose = owner === undefined ? ':' : `, as it is ${owner}'s: do this as that user,`;
  return new LocalRunError(
    'FOLDER_NOT_WRITABLE',
    `${folder} cannot be written (${code})${whose} make it writable, or ${ELSEWHERE}`,
    { cause },
  );
}

/** Who owns `path`, where that is not who asks: `root`, or a number, as the name of it costs a process. */
function otherOwner(path: string): string | undefined {
  try {
    const { uid } = statSync(path);
    if (uid === process.getuid?.()) return undefined;
    return uid === 0 ? 'root' : `user ${uid}`;
  } catch {
    return undefined;
  }
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
