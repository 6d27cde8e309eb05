import { createServer } from 'node:net';
import { basename, dirname } from 'node:path';
import { command } from '../package';
import { LocalRunError } from './local-run-error';
import { portOwner, type PortOwner } from './port-owner';
import type { Server } from './servers/server';

// `localhost` is either of them: a stranger at the other one would be taken for our broker.
const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1'];

/**
 * A broker that meets a taken port dies after seconds, and a stranger behind the port would be taken for it.
 * @throws {LocalRunError} `PORT_TAKEN`
 */
export async function requireFreePorts(servers: readonly Server[]): Promise<void> {
  const ports = servers.flatMap(({ name, ports }) => ports.map((port) => ({ name, port })));
  const taken = await Promise.all(ports.map(async ({ port }) => !(await isPortFree(port))));
  const blocked = ports.filter((_, index) => taken[index]);
  if (blocked.length === 0) return;
  const owners = await Promise.all(blocked.map(({ port }) => portOwner(port)));
  const list = blocked.map(({ name, port }, index) => `port ${port} of ${name} is taken by ${owners[index]!.text}`);
  throw new LocalRunError('PORT_TAKEN', `${list.join('; ')}: ${cure(servers[0]!, owners)}`);
}

/** What most often has a port is another cluster, of the same checkout or of one that was forgotten or moved. */
function cure({ path }: Server, owners: readonly PortOwner[]): string {
  const clusters = owners.flatMap(({ serverFolder }) => (serverFolder === undefined ? [] : [dirname(serverFolder)]));
  const isBeside = (cluster: string): boolean => dirname(cluster) === dirname(dirname(path));
  const other = clusters.find(isBeside) ?? clusters[0];
  if (other === undefined) return 'stop that, or change hostPorts in cluster.ts';
  const [folder, name] = [dirname(other), basename(other)];
  const whose = isBeside(other) ? 'the same folder' : 'another folder';
  return `that is cluster ${name} of ${whose}: stop it (${command('down', '', { on: 'local', name, folder })}), or choose other ports (--broker-port, --zookeeper-port, or hostPorts in cluster.ts)`;
}

/** Whether a server can listen on `port` of this machine's loopback addresses. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of LOOPBACK_ADDRESSES) if (await isTaken(host, port)) return false;
  return true;
}

const isTaken = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    // Any other error, such as no IPv6 here, says nothing of another process.
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE'));
    server.listen(port, host, () => server.close(() => resolve(false)));
  });
