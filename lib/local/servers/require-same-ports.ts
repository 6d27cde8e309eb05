import { readFileSync } from 'node:fs';
import { command } from '../../package';
import { LocalRunError } from '../local-run-error';
import { ROLES } from './roles';
import type { Server } from './server';

/**
 * Clients would wait for the described ports in vain. Any other property can wait for the next start.
 * @throws {LocalRunError} `OTHER_PORTS`
 */
export function requireSamePorts(running: readonly Server[]): void {
  const moved = running
    .map(({ name, role, propertiesFile, properties }) => ({
      name,
      runsOn: ROLES[role].clientPort.exec(readFileSync(propertiesFile, 'utf8'))?.[1],
      described: ROLES[role].clientPort.exec(properties)?.[1],
    }))
    .filter(({ runsOn, described }) => runsOn !== described);
  if (moved.length === 0) return;
  const list = moved.map(
    ({ name, runsOn, described }) => `${name} runs on port ${runsOn ?? '?'}, but ${described ?? '?'} is described`,
  );
  throw new LocalRunError('OTHER_PORTS', `${list.join('; ')}: ${command('down')} first, or --name another`);
}
