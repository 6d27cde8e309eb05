import { rmSync } from 'node:fs';
import { NotPermittedError } from '../../common/not-permitted';
import { terminate } from '../../common/terminate';
import { LocalRunError } from '../local-run-error';
import { START_ORDER } from './roles';
import type { ServerFolder } from './server-folder';
import { runningServer } from './stray-servers';

export interface StoppedServer {
  /** Such as `broker-1`. */
  readonly name: string;
  /** `killed`: it did not end on SIGTERM; a broker then recovers its logs at the next start. */
  readonly outcome: 'stopped' | 'killed';
}

/** Stops those that run: all brokers at once, then those that they need to hand over their leaders and to sign off. */
export async function stopServers(servers: readonly ServerFolder[], graceMs: number): Promise<StoppedServer[]> {
  const stopped: StoppedServer[] = [];
  for (const role of START_ORDER.toReversed()) {
    const ofRole = servers.filter((server) => server.role === role);
    stopped.push(...(await Promise.all(ofRole.map((server) => stopServer(server, graceMs)))).flat());
  }
  return stopped;
}

async function stopServer(server: ServerFolder, graceMs: number): Promise<StoppedServer[]> {
  const { name, pidFile } = server;
  const running = runningServer(server);
  // The pid file of one that died stays: the next start knows by it that there may be registrations left.
  if (!running) return [];
  const outcome = await terminate(running, graceMs, name).catch((cause: unknown) => {
    throw cause instanceof NotPermittedError ? new LocalRunError(cause.code, cause.message, { cause }) : cause;
  });
  try {
    rmSync(pidFile, { force: true });
  } catch {
    // On a read-only disk, say: the next start takes the server for one that died, and waits longer.
  }
  return [{ name, outcome }];
}
