import { setTimeout as delay } from 'node:timers/promises';
import type { Role } from '../cluster';
import { connect, health, KafkaError, type Access, type DegradedPartition, type Health, type Quorum } from '../kafka';
import { somePartitions } from '../package/some-of';
import { accessTo } from './access-to';

/** A server of the cluster: a process here, or a pod on kind. */
export interface ServerState {
  readonly role: Role;
  readonly id: number;
  /** Such as `broker-1`. */
  readonly name: string;
  /** `silent`: it is there, and answers nobody. */
  readonly state: 'up' | 'starting' | 'down' | 'silent';
  /** When it was started; when it is down, when it ended; undefined when that is not known. */
  readonly since: Date | undefined;
  /** Whether the description has it; others are told if they run, or hold replicas. */
  readonly described: boolean;
  /** What is wrong with it, in words: why it ended, that its disk is full, or that it is not described. */
  readonly fault: string | undefined;
  /** What mends it while it is silent. @default 'restart' */
  readonly mendedBy?: 'up';
  /** `host:port` for clients here; undefined if they cannot reach it. */
  readonly address: string | undefined;
  /** Runs with other properties than are described now. @default false */
  readonly outdated?: boolean;
  /** Bytes on disk; undefined where that cannot be seen. */
  readonly dataSize: number | undefined;
}

export interface PodStatus {
  /** Such as `broker-1`: without the prefix, if the names of the cluster have one. */
  readonly name: string;
  /** Serves or, as the pod of a Job, has ended. */
  readonly isSettled: boolean;
  /** Serves clients, though a broker may be behind. */
  readonly isServing: boolean;
  /** As kubectl says it, such as `Running` or `CrashLoopBackOff`. */
  readonly status: string;
  readonly restarts: number;
  /** Since when it is ready, or is not; undefined before a node has it, and while it is leaving. */
  readonly since: Date | undefined;
  /** undefined before a node has it. */
  readonly node: string | undefined;
}

/** What a look at the cluster finds: its servers, and what those that answer say of it. */
export interface ClusterState {
  readonly servers: readonly ServerState[];
  /** On kind; one of each server, and the others. */
  readonly pods?: readonly PodStatus[];
  /** undefined when no broker answers. */
  readonly health: Health | undefined;
  /** Where the console of a local run is; undefined where none runs. */
  readonly console?: string | undefined;
  /** Why `up` would not start what is down. */
  readonly refusal?: string | undefined;
  /** Who answers instead of this cluster, where its folder knows its id. */
  readonly stranger?: string;
  /** Where Kafka UI answers. */
  readonly ui?: string;
}

const TIMEOUT_MS = 3000;
const POLL_MS = 250;

/**
 * Asks those of the brokers that are up, if any is.
 * @param access to brokers of the cluster, in the order of their ids. @default - at the addresses that servers tell
 * @param clusterId refuses the answers of any other cluster: one may have taken its ports
 */
export async function askHealth(
  servers: readonly ServerState[],
  signal: AbortSignal,
  clusterId?: string,
  access?: Access,
): Promise<Pick<ClusterState, 'health' | 'stranger'>> {
  const up = accessTo(
    servers.filter(({ state }) => state === 'up'),
    access,
  );
  if (up.brokers.length === 0) return { health: undefined };
  try {
    const client = await connect({ ...up, clientId: 'status', deadlineMs: TIMEOUT_MS, signal });
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
    ...behind(found.quorum),
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

/** Voters have all there is within half a second, and a restart takes some. */
const VOTER_BEHIND_MS = 10_000;

/** With one more of them gone there may be no majority that knows what was decided last. */
const behind = ({ voters = [] }: Partial<Quorum> = {}): string[] =>
  voters
    .filter(({ behindMs = Infinity }) => behindMs > VOTER_BEHIND_MS)
    .map(({ id }) => `voter ${id} of the quorum is behind`);

/** `3 of 14 partitions under-replicated (test/0, test/1 and 1 more; not in sync: broker 2)` */
function partitionsText(what: string, partitions: readonly DegradedPartition[], total: number): string[] {
  if (partitions.length === 0) return [];
  const missing = [...new Set(partitions.flatMap(({ missing }) => missing))].sort((a, b) => a - b);
  return [
    `${partitions.length} of ${total} partitions ${what} (${somePartitions(partitions)}; not in sync: broker ${missing.join(', ')})`,
  ];
}
