import { kindPorts, type Cluster } from '../cluster';
import { clusterInHand, command } from '../package';
import { KindError } from './kind-error';
import { run } from './run';

/** A node of a kind cluster: a container of Docker. */
interface Node {
  readonly Name: string;
  readonly State: { readonly Running: boolean };
  readonly Config: { readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: {
    readonly PortBindings: Readonly<Record<string, readonly { readonly HostPort: string }[]>> | null;
  };
}

/**
 * Whether there is a kind cluster for `cluster`.
 * @throws {KindError} `OTHER_PORTS`, `OTHER_NODES`, `NODE_STOPPED` when there is one, but it does not fit
 */
export async function haveMatchingNodes(cluster: Cluster, signal?: AbortSignal): Promise<boolean> {
  const nodes = await findNodes(cluster, signal);
  const error = nodes.length > 0 ? incompatibility(cluster, nodes) : undefined;
  if (error) throw error;
  return nodes.length > 0;
}

/** Whether there is a kind cluster of the name of `cluster`, though it may not fit. @throws {KindError} `NODE_STOPPED` */
export async function haveRunningNodes(cluster: Cluster, signal?: AbortSignal): Promise<boolean> {
  const nodes = await findNodes(cluster, signal);
  const stopped = stoppedNodes(cluster, nodes);
  if (stopped) throw stopped;
  return nodes.length > 0;
}

/** @throws {KindError} `PORT_TAKEN` */
export async function createNodes(cluster: Cluster, kindConfig: string, signal?: AbortSignal): Promise<void> {
  try {
    await run('kind', ['create', 'cluster', '--name', cluster.name, '--config', kindConfig], { signal });
  } catch (error) {
    // kind itself undoes a creation that fails, but not one that is stopped.
    if (signal?.aborted) await deleteNodes(cluster);
    throw portTaken(error) ?? error;
  }
}

export async function findNodes(cluster: Cluster, signal?: AbortSignal): Promise<readonly Node[]> {
  const list = ['ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${cluster.name}`];
  const ids = (await run('docker', list, { signal })).stdout.split('\n').filter((id) => id !== '');
  if (ids.length === 0) return [];
  try {
    return JSON.parse((await run('docker', ['inspect', ...ids], { signal })).stdout) as Node[];
  } catch (error) {
    // One that comes or goes in this moment is listed, but not there.
    if (error instanceof KindError && /No such (object|container)/i.test(error.message))
      return findNodes(cluster, signal);
    throw error;
  }
}

export async function deleteNodes({ name }: Cluster, signal?: AbortSignal): Promise<void> {
  await run('kind', ['delete', 'cluster', '--name', name], { signal });
}

/** Why `nodes` cannot carry `cluster`: kind maps ports and labels nodes when it creates them, and never again. */
export function incompatibility(cluster: Cluster, nodes: readonly Node[]): KindError | undefined {
  const { name } = cluster;
  const down = command('down', '', { ...clusterInHand(), on: 'kind' });
  const again = `${down} removes it with its data, ${command('start')} creates it anew`;
  const stopped = stoppedNodes(cluster, nodes);
  if (stopped) return stopped;
  const workers = nodes.filter(({ Config }) => Config.Labels['io.x-k8s.kind.role'] === 'worker').length;
  if (workers !== cluster.zones.length) {
    return new KindError(
      'OTHER_NODES',
      `kind cluster "${name}" has ${workers} workers, but the description has ${cluster.zones.length} zones with one each: ${again}`,
    );
  }
  const bindings = nodes.flatMap(({ HostConfig }) => Object.entries(HostConfig.PortBindings ?? {}));
  const isMapped = (nodePort: number, hostPort: number): boolean =>
    bindings.some(
      ([port, hosts]) => port === `${nodePort}/tcp` && hosts.some(({ HostPort }) => HostPort === `${hostPort}`),
    );
  const missing = kindPorts(cluster.brokers).filter(({ nodePort, hostPort }) => !isMapped(nodePort, hostPort));
  if (missing.length === 0) return undefined;
  const ports = missing.map(({ hostPort, nodePort }) => `${hostPort} to ${nodePort}`).join(', ');
  return new KindError(
    'OTHER_PORTS',
    `kind cluster "${name}" does not map localhost's port ${ports}: ${again}; with reachable: { from: 'inside' } it keeps its data, for programs in it only`,
  );
}

/** Why nothing can be asked of `nodes`, whatever is described. */
function stoppedNodes({ name }: Cluster, nodes: readonly Node[]): KindError | undefined {
  const stopped = nodes.filter(({ State }) => !State.Running).map(({ Name }) => Name.replace(/^\//, ''));
  if (stopped.length === 0) return undefined;
  const text = `kind cluster "${name}" is there, but stopped: docker start ${stopped.join(' ')}`;
  return new KindError('NODE_STOPPED', text);
}

function portTaken(error: unknown): KindError | undefined {
  const message = error instanceof Error ? error.message : '';
  const port = /:(\d+)(?:: bind: address already in use| failed: port is already allocated)/.exec(message)?.[1];
  if (port === undefined) return undefined;
  return new KindError(
    'PORT_TAKEN',
    `port ${port} is taken, by a local run (${command('clusters')} lists them), another kind cluster or another program: stop it, or choose other ports with --broker-port`,
    { cause: error },
  );
}
