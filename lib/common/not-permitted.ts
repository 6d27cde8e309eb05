import { execFileSync } from 'node:child_process';

/** A process is another user's: it can be seen, and not be sent a signal. */
export class NotPermittedError extends Error {
  override readonly name = 'NotPermittedError';
  readonly code = 'NOT_PERMITTED';
  /** The user can mend it. */
  readonly exitCode = 2;

  /** @param name of what runs there, such as `broker-1` */
  constructor(name: string, pid: number, options?: ErrorOptions) {
    const owner = ownerOf(pid) ?? 'another user';
    const as = [owner === 'another user' ? 'that user' : owner, ...(owner === 'root' ? [] : ['root'])].join(' or ');
    super(`${name} (process ${pid}) was started by ${owner}, who alone may stop it: do this as ${as}`, options);
  }
}

function ownerOf(pid: number): string | undefined {
  try {
    const user = execFileSync('ps', ['-o', 'user=', '-p', `${pid}`], { encoding: 'utf8', stdio: 'pipe' }).trim();
    return user === '' ? undefined : user;
  } catch {
    return undefined;
  }
}
