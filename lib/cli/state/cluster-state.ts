import { setTimeout as delay } from 'node:timers/promises';
import { connect, health, KafkaError, type DegradedPartition, type Health } from '../../kafka';
import type { PodStatus } from '../../kind';
import type { ServerStatus } from '../../local';

/** A broker or a ZooKeeper server: a process here, or a pod on kind. */
export interface ServerState extends Pick<ServerStatus, 'role' | 'id' | 'name' | 'since' | 'described' | 'fault'> {
  /** `silent`: it is there, and answers nobody. */
  readonly state: ServerStatus['state'] | 'silent';
  /** `host:port` for clients here; undefined if they cannot reach it. */
  readonly address: string | undefined;
  /** Runs with other properties than are described now. @default false */
  readonly outdated?: boolean;
  /** Bytes on disk; undefined where that cannot be seen. */
  readonly dataSize: number | undefined;
}

/** What a look at the cluster finds: its servers, and what those that answer say of it. */
export interface ClusterState {
  readonly servers: readonly ServerState[];
  /** On kind; one of each server, and the others. */
  readonly pods?: readonly PodStatus[];
  /** undefined when no broker answers. */
  readonly health: Health | undefined;
  /** Why `up` would not start what is down. */
  readonly refusal?: string | undefined;
  /** Who answers instead of this cluster, where its folder knows its id. */
  readonly stranger?: string;
}

const PATIENCE_MS = 3000;
const POLL_MS = 250;

/**
 * Asks those of the brokers that are up, if any is.
 * @param clusterId refuses the answers of any other cluster: one may have taken its ports
 */
export async function askHealth(
  servers: readonly ServerState[],
  signal: AbortSignal,
  clusterId?: string,
): Promise<Pick<ClusterState, 'health' | 'stranger'>> {
  const brokers = servers.flatMap(({ role, state, address }) =>
    role === 'broker' && state === 'up' && address !== undefined ? [address] : [],
  );
  if (brokers.length === 0) return { health: undefined };
  try {
    const client = await connect({ brokers, clientId: 'status', deadlineMs: PATIENCE_MS, signal });
    try {
      if (clusterId !== undefined && client.clusterId !== clusterId)
        return {
          health: undefined,
          stranger: `cluster ${client.clusterId} answers there, but this one is ${clusterId}`,
        };
      return { health: await health(client) };
    } finally {
      await client.close();
    }
  } catch (error) {
    // "Nobody answers" is a finding, not a failure to find out.
    if (error instanceof KafkaError && error.code === 'CANNOT_CONNECT') return { health: undefined };
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

/** Nothing is amiss, and all of it was seen. */
export const isHealthy = (state: ClusterState): boolean =>
  state.health !== undefined && troubles(state).length === 0 && state.servers.every(({ state: is }) => is === 'up');

/** Partitions that are named; of more there is the number. */
const MAX_NAMED = 3;

/** Why a cluster is not healthy, by what brokers that answer say of it and what runs of it: the cause first. */
export function troubles({ servers, health: found }: ClusterState): readonly string[] {
  const named = (is: ServerState['state']): string[] =>
    servers.filter(({ state, described }) => state === is && described).map(({ name }) => name);
  const [down, starting, silent] = [named('down'), named('starting'), named('silent')];
  const ofServers = [
    ...(down.length > 0 ? [`${down.join(', ')} down`] : []),
    ...(starting.length > 0 ? [`${starting.join(', ')} starting`] : []),
    ...(silent.length > 0 ? [`${silent.join(', ')} not answering`] : []),
    ...servers
      .filter(({ state, described, fault }) => state === 'up' && described && fault !== undefined)
      .map(({ name }) => `${name} in trouble`),
    ...servers.filter(({ described }) => !described).map(({ name }) => `${name} is not described, and may hold data`),
  ];
  if (!found) return ofServers;
  const brokers = new Map(servers.flatMap(({ role, id, state }) => (role === 'broker' ? [[id, state] as const] : [])));
  const absent = found.brokers.filter(({ id, address }) => address === undefined && (brokers.get(id) ?? 'up') === 'up');
  const unseen = [...brokers.keys()].filter(
    (id) => brokers.get(id) === 'up' && !found.brokers.some((broker) => broker.id === id),
  );
  const strange = found.brokers.filter(({ id, address }) => address !== undefined && !brokers.has(id));
  const { degraded, total } = found.partitions;
  return [
    ...ofServers,
    ...[...absent.map(({ id }) => id), ...unseen].map((id) => `broker ${id} is not registered`),
    ...strange.map(({ id }) => `broker ${id} is not described`),
    ...(found.controllerId === undefined ? ['no controller is elected'] : []),
    ...partitionsText(
      'offline',
      degraded.filter(({ isOffline }) => isOffline),
      total,
    ),
    ...partitionsText(
      'under-replicated',
      degraded.filter(({ isOffline }) => !isOffline),
      total,
    ),
    ...found.unavailableGroups,
  ];
}

/** `3 of 14 partitions under-replicated (test/0, test/1 and 1 more; not in sync: broker 2)` */
function partitionsText(what: string, partitions: readonly DegradedPartition[], total: number): string[] {
  if (partitions.length === 0) return [];
  const names = partitions.slice(0, MAX_NAMED).map(({ topic, partition }) => `${topic}/${partition}`);
  const more = partitions.length > names.length ? ` and ${partitions.length - names.length} more` : '';
  const missing = [...new Set(partitions.flatMap(({ missing }) => missing))].sort((a, b) => a - b);
  return [
    `${partitions.length} of ${total} partitions ${what} (${names.join(', ')}${more}; not in sync: broker ${missing.join(', ')})`,
  ];
}
