import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressText, clientListener, defineCluster, type Cluster, type ClusterDescription } from '../../lib/cluster';
import { down, reservePorts, startReaper, status, up, type Role } from '../../lib/local';
import { eventually } from './eventually';

export interface LocalCluster {
  readonly cluster: Cluster;
  /** Temporary; `up`, `down` and `status` of this cluster take it. */
  readonly folder: string;
  /** `host:port` of each broker. */
  readonly bootstrap: string[];
  /** Sends a signal to a server, and waits until it has ended if the signal ends it; fails after `deadlineMs`. @default 30000 */
  readonly kill: (role: Role, id: number, signal: NodeJS.Signals, deadlineMs?: number) => Promise<void>;
  /** Starts what does not run. */
  readonly up: () => ReturnType<typeof up>;
  readonly stop: () => Promise<void>;
}

/** Makes a variant of a cluster that no description has. */
export type Arrange = (cluster: Cluster) => Cluster | Promise<Cluster>;

/**
 * A real cluster of a test's own, ready for clients: own ports, own folder, the jars of the shared cache. `stop` it in
 * `afterAll`; should the test's process die before, it is stopped all the same.
 */
export async function startCluster(
  overrides: Omit<ClusterDescription, 'hostPorts'> = {},
  arrange?: Arrange,
): Promise<LocalCluster> {
  const local = await prepareCluster(overrides, arrange);
  try {
    await local.up();
    return local;
  } catch (error) {
    await local.stop();
    throw error;
  }
}

/** The same before anything runs. */
export async function prepareCluster(
  overrides: Omit<ClusterDescription, 'hostPorts'> = {},
  arrange: Arrange = (cluster) => cluster,
): Promise<LocalCluster> {
  const { hostPorts, release } = await reservePorts();
  const cluster = await arrange(defineCluster({ ...overrides, hostPorts }));
  const folder = await mkdtemp(join(tmpdir(), 'kafka-streaming-test-'));
  const reaper = startReaper({ name: cluster.name, folder });
  return {
    cluster,
    folder,
    bootstrap: cluster.brokers.map((broker) => addressText(clientListener(broker).local.advertised)),
    kill: (...args) => kill(cluster, folder, ...args),
    up: () => up(cluster, { folder }),
    stop: async () => {
      await down(cluster, { folder });
      await reaper.reap();
      release();
    },
  };
}

const ENDING: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGINT'];

async function kill(
  cluster: Cluster,
  folder: string,
  role: Role,
  id: number,
  signal: NodeJS.Signals,
  deadlineMs?: number,
): Promise<void> {
  const pid = async (): Promise<number | undefined> =>
    (await status(cluster, { folder })).find((server) => server.role === role && server.id === id)?.pid;
  const running = await pid();
  if (running === undefined) throw new Error(`${role}-${id} does not run`);
  process.kill(running, signal);
  if (!ENDING.includes(signal)) return;
  await eventually(`${role}-${id} has ended`, async () => (await pid()) === undefined, deadlineMs);
}
