import { command } from '../../package';
import { runningProcess } from '../../common/pid-file';
import { LocalRunError } from '../local-run-error';
import type { ServerFolder } from './server-folder';

const POLL_MS = 250;

/**
 * Aborts `start` when one of `servers`, which run already, ends before the start has: it was being stopped, say, and would be waited
 * for in vain.
 */
export function watchRunning(servers: readonly Pick<ServerFolder, 'name' | 'pidFile'>[], start: AbortController): void {
  const timer = setInterval(() => {
    const ended = servers.find(({ pidFile }) => runningProcess(pidFile) === undefined);
    if (ended)
      start.abort(new LocalRunError('BUSY', `${ended.name} ran, but has ended meanwhile: ${command('up')} again`));
  }, POLL_MS);
  start.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
