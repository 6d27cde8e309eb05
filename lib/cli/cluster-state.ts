import { setTimeout as delay } from 'node:timers/promises';
import { connect, health, KafkaError, type Health } from '../kafka';
import type { PodStatus } from '../kind';
import type { ServerStatus } from '../local';

/** A broker or a ZooKeeper server: a process here, or a pod on kind. */
export interface ServerState extends Pick<ServerStatus, 'role' | 'id' | 'name' | 'state' | 'since'> {
  /** `host:port` for clients here; undefined if they cannot reach it. */
  readonly address: string | undefined;
  /** Bytes on disk; undefined where that cannot be seen. */
  readonly dataSize: number | undefined;
}

/** What a look at the cluster finds: its servers, and what those that answer say of it. */
export interface ClusterState {
  readonly servers: readonly ServerState[];
  /** Names of servers that are there, but not described. */
  readonly undescribed?: readonly string[];
  /** On kind; one of each server, and the others. */
  readonly pods?: readonly PodStatus[];
  /** undefined when no broker answers. */
  readonly health: Health | undefined;
}

const PATIENCE_MS = 3000;
const POLL_MS = 250;

/** Asks those of the brokers that are up, if any is. */
export async function askHealth(servers: readonly ServerState[], signal: AbortSignal): Promise<Health | undefined> {
  const brokers = servers.flatMap(({ role, state, address }) =>
    role === 'broker' && state === 'up' && address !== undefined ? [address] : [],
  );
  if (brokers.length === 0) return undefined;
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

/** Looks repeatedly until the cluster is healthy or the time is over, and returns what was seen last. */
export async function untilHealthy(
  look: () => Promise<ClusterState>,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<ClusterState> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const state = await look();
    if (isHealthy(state) || performance.now() >= end) return state;
    await delay(POLL_MS, undefined, { signal });
  }
}

/** Every server runs, no other does, every broker is registered, every replica is in sync. */
export const isHealthy = ({ servers, undescribed = [], health: found }: ClusterState): boolean =>
  undescribed.length === 0 &&
  servers.every(({ state }) => state === 'up') &&
  found?.controllerId !== undefined &&
  found.partitions.underReplicated === 0 &&
  found.partitions.offline === 0 &&
  found.brokers.filter(({ address: registered }) => registered !== undefined).length >=
    servers.filter(({ role }) => role === 'broker').length;
