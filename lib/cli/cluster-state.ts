import { setTimeout as delay } from 'node:timers/promises';
import { address, type Cluster } from '../cluster';
import { connect, health, KafkaError, type Health } from '../kafka';
import { status, type ServerStatus } from '../local';

/** What a look at the local run finds: its processes, and what those that answer say of the cluster. */
export interface ClusterState {
  readonly servers: readonly ServerStatus[];
  /** undefined when no broker answers. */
  readonly health: Health | undefined;
}

const PATIENCE_MS = 3000;
const POLL_MS = 250;

export async function clusterState(cluster: Cluster, folder: string, signal: AbortSignal): Promise<ClusterState> {
  const servers = await status(cluster, { folder });
  const up = cluster.brokers.filter(({ id }) =>
    servers.some((server) => server.role === 'broker' && server.id === id && server.state === 'up'),
  );
  return {
    servers,
    health:
      up.length > 0
        ? await ask(
            up.map(({ externalPort: port }) => address({ host: 'localhost', port })),
            signal,
          )
        : undefined,
  };
}

async function ask(brokers: readonly string[], signal: AbortSignal): Promise<Health | undefined> {
  try {
    const client = await connect({ brokers, clientId: 'status', deadlineMs: PATIENCE_MS, signal });
    try {
      return await health(client);
    } finally {
      await client.close();
    }
  } catch (error) {
    // "Nobody answers" is a finding, not a failure to find out.
    if (error instanceof KafkaError && error.code === 'CANNOT_CONNECT') return undefined;
    throw error;
  }
}

/** Looks again and again until the cluster is healthy or the time is over, and tells what was seen last. */
export async function untilHealthy(
  cluster: Cluster,
  folder: string,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<ClusterState> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const state = await clusterState(cluster, folder, signal);
    if (isHealthy(state) || performance.now() >= end) return state;
    await delay(POLL_MS, undefined, { signal });
  }
}

/** Every server runs, every broker is registered, every replica is in sync. */
export const isHealthy = ({ servers, health: found }: ClusterState): boolean =>
  servers.every(({ state }) => state === 'up') &&
  found?.controllerId !== undefined &&
  found.partitions.underReplicated === 0 &&
  found.partitions.offline === 0 &&
  found.brokers.filter(({ address: registered }) => registered !== undefined).length >=
    servers.filter(({ role }) => role === 'broker').length;
