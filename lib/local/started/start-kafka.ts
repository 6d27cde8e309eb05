import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCluster, localAddresses, requireCluster, type Cluster, type ClusterDescription } from '../../cluster';
import { clientsOf, type ClientsOf } from '../../kafka';
import { localAccess } from '../access';
import { LocalRunError } from '../local-run-error';
import { makeTopics } from '../make-topics';
import { up } from '../up';
import { MAX_BROKERS_OF_BLOCK, reservePorts } from './reserve-ports';
import { endingClients } from './ending-clients';
import { startReaper } from './start-reaper';

export interface StartOptions {
  /** Stops what was started, and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds from the start of the servers until all are ready. @default 120000 */
  readonly deadlineMs?: number;
}

/** A real cluster, and typed clients of its topics. Ends with `stop`, with `await using`, or with this process. */
export interface StartedKafka<Of extends Cluster> extends ClientsOf<Of>, AsyncDisposable {
  /** As described, on the ports where it runs. */
  readonly cluster: Of;
  /** `host:port` of each broker, for any client. */
  readonly brokers: readonly string[];
  /** Temporary: its data and logs. */
  readonly folder: string;
  /** Ends the clients, stops all servers at once, and removes the folder. */
  readonly stop: () => Promise<void>;
}

type Described<Description extends ClusterDescription> = ReturnType<typeof defineCluster<Description>>;
type WithoutPorts = Omit<ClusterDescription, 'hostPorts'>;

/**
 * Starts real servers of Kafka, and of ZooKeeper if it is described so, as processes on this machine, on free ports and in a temporary folder: for tests. The
 * topics of the description are there when it resolves. Several may run at once, also of several processes.
 * @param description as for `defineCluster`, but of one broker unless it says other; or `cluster`, a described one: its ports are
 * left aside
 * @throws {LocalRunError} as `up`; `PORT_TAKEN` when too few ports are free; `INVALID_OPTION` of a description with `security`
 */
export function startKafka<Of extends Cluster>(
  options: { readonly cluster: Of } & StartOptions,
): Promise<StartedKafka<Of>>;
export function startKafka<const Description extends WithoutPorts>(
  description?: Description & StartOptions,
): Promise<StartedKafka<Described<Description>>>;
export async function startKafka(
  options: { readonly cluster?: Cluster } & WithoutPorts & StartOptions = {},
): Promise<StartedKafka<Cluster>> {
  // What is wrong with it is told before anything is taken.
  if (typeof (options as unknown) !== 'object' || (options as unknown) === null) defineCluster(options as never);
  const { cluster: given, signal, deadlineMs, ...description } = options;
  if (given !== undefined) requireCluster(given);
  const described = defineCluster(given?.description ?? { brokers: 1, ...description });
  requireFit(described);
  const { hostPorts, release } = await reservePorts();
  const cluster: Cluster = defineCluster({ ...described.description, hostPorts });
  const folder = await mkdtemp(join(tmpdir(), 'kafka-streaming-'));
  const reaper = startReaper({ name: cluster.name, folder });
  let stopped: Promise<void> | undefined;
  const brokers = localAddresses(cluster);
  const { clients, end } = endingClients(clientsOf(cluster, { brokers }));
  const stop = () => (stopped ??= end().finally(() => reaper.reap().finally(release)));
  try {
    await up(cluster, { folder, ...(signal && { signal }), ...(deadlineMs !== undefined && { deadlineMs }) });
    if (cluster.topics.length > 0)
      await makeTopics(cluster, localAccess(cluster, folder), signal ?? new AbortController().signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { cluster, brokers, folder, ...clients, stop, [Symbol.asyncDispose]: stop };
}

function requireFit({ brokers, security }: Cluster): void {
  if (security)
    throw new LocalRunError(
      'INVALID_OPTION',
      'startKafka starts no secured clusters so far: leave security out, or use up()',
    );
  if (brokers.length <= MAX_BROKERS_OF_BLOCK) return;
  const text = `startKafka runs at most ${MAX_BROKERS_OF_BLOCK} brokers, but ${brokers.length} are described: use up() with ports of your own`;
  throw new LocalRunError('PORT_TAKEN', text);
}
