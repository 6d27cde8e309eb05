import { existsSync } from 'node:fs';
import type { Cluster } from '../../cluster';
import { command } from '../../package';
import { LocalRunError } from '../local-run-error';
import { readRecord } from '../record';
import { lostAuthority } from './lost-authority';
import { securityFolder } from './security-folder';

/**
 * Servers that speak TLS with each other and servers that do not, or that trust another authority, never find each other, so that all
 * have to stop first.
 * @throws {LocalRunError} `REFUSED_CHANGE`, `LOST_DATA`
 */
export function requireSameSecurity({ name, security }: Cluster, folder: string, isRunning: boolean): void {
  const facts = readRecord({ name }, folder)?.facts;
  const was = facts?.security === true;
  if (!isRunning || !facts) return;
  const { key } = securityFolder({ name }, folder).servers;
  if (was && security && !existsSync(key)) throw lostAuthority(key);
  if (was === (security !== undefined)) return;
  throw new LocalRunError(
    'REFUSED_CHANGE',
    `security is ${was ? 'not described any more' : 'described'}, but servers run ${was ? 'with' : 'without'} it: ${command('down')}, then ${command('up')}`,
  );
}
