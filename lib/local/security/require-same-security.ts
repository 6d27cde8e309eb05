import { existsSync } from 'node:fs';
import type { Cluster } from '../../cluster';
import { command } from '../../package';
import { LocalRunError } from '../local-run-error';
import { readRecord } from '../record';
import { securityFolder } from './security-folder';

/**
 * Servers that speak TLS with each other and servers that do not, or that trust another authority, never find each other, so that all
 * have to stop first.
 * @throws {LocalRunError} `REFUSED_CHANGE`
 */
export function requireSameSecurity({ name, security }: Cluster, folder: string, isRunning: boolean): void {
  const facts = readRecord({ name }, folder)?.facts;
  const was = facts?.security === true;
  if (!isRunning || !facts) return;
  const { path, servers } = securityFolder({ name }, folder);
  if (was && security && !existsSync(servers.key)) {
    throw new LocalRunError(
      'REFUSED_CHANGE',
      `${servers.key} is gone, by which the servers that run know each other: put ${path} back, or ${command('down')}, then ${command('up')}, which makes another one`,
    );
  }
  if (was === (security !== undefined)) return;
  throw new LocalRunError(
    'REFUSED_CHANGE',
    `security is ${was ? 'not described any more' : 'described'}, but servers run ${was ? 'with' : 'without'} it: ${command('down')}, then ${command('up')}`,
  );
}
