/** What keeps a backup or a restore from being made: its message tells the user all, one fault a line. */
export class BackupError extends Error {
  readonly code = 'BACKUP';

  /** @param exitCode what a process ends with: 2 what was given is to blame, 4 not done yet, 5 what is there is not what should be */
  constructor(
    message: string,
    readonly exitCode: 2 | 4 | 5 = 2,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'BackupError';
  }
}

const DISK_FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** Does what touches `folder`. @throws {BackupError} for what the file system refuses, with what to do */
export async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explained(error, folder);
  }
}

function explained(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  const code = String(error.code);
  if (!('path' in error) && !('fd' in error) && !DISK_FULL.has(code) && code !== 'EIO') return error;
  return DISK_FULL.has(code)
    ? new BackupError(
        `no room is left in ${folder}: what was backed up before stays good; make room, and the same command goes on`,
        4,
        { cause: error },
      )
    : new BackupError(`${folder} cannot be used: ${error.message}`, 2, { cause: error });
}
