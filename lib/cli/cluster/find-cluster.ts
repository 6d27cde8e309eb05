import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Cluster, type HostPorts } from '../../cluster';
import { localRun, named, readRecord, rememberGiven, writeRecord, type ClusterRecord } from '../../local';
import { command } from '../../package';
import { project, UsageError, type Run, type Values } from '../../cli-kit';
import { describedCluster } from '../client/described-cluster';
import { findPlace } from './place';
import { givenPorts, type clusterSettings, type Place, type placeSettings, type portSettings } from './settings';
import { refuseUnused } from './unused-flags';

type Settings = typeof clusterSettings & typeof placeSettings;
type Ports = Partial<Values<typeof portSettings>>;

/** Where records of clusters at that place are kept. */
const recordsOf = (place: Place, { folder }: Values<typeof clusterSettings>): string =>
  place === 'kind' ? project.kindFolder : folder;

export interface Found {
  readonly cluster: Cluster;
  readonly place: Place;
  /** As the next `up` would start it: with what is described by now. @throws {InvalidClusterError} exit code 2 */
  readonly toStart: () => Cluster;
}

/**
 * Which cluster a verb is about, and where it is.
 * @param to on which ports: to `start` it, or to `look` at what was started
 * @throws {UnknownClusterError | InvalidClusterError | UsageError} exit code 2
 */
export async function findCluster(run: Run<Settings>, to: 'start' | 'look'): Promise<Found> {
  const described = describedCluster(run.values);
  const wish = { name: run.values.name, ports: givenPorts(run.values as Ports) };
  const place = await findPlace(named(described, wish, undefined, to), run);
  refuseUnused(place, run.sources);
  const name = wish.name ?? described.name;
  const record = readRecord({ name }, recordsOf(place, run.values));
  const isThere = place === 'kind' || localRun({ name }, run.values.folder) === 'running';
  if (to === 'look' && record && isThere) requireSamePorts(name, record, wish.ports);
  return { cluster: named(described, wish, record, to), place, toStart: () => named(described, wish, record, 'start') };
}

/** Whoever names other ports than those of the cluster may mean another one. @throws {UsageError} exit code 2 */
function requireSamePorts(name: string, { facts }: ClusterRecord, given: HostPorts): void {
  const other = (Object.keys(given) as (keyof HostPorts)[]).filter((of) => given[of] !== facts[`hostPorts.${of}`]);
  if (other.length === 0) return;
  const ports = other.map((of) => `port ${String(facts[`hostPorts.${of}`])} for ${of}, but ${given[of]} was given`);
  throw new UsageError([
    `cluster "${name}" has ${ports.join('; ')}: leave it out, or ${command('clusters')} lists all`,
  ]);
}

/**
 * Starts the cluster, and remembers its ports: every verb and client that is given the name finds it there. So also when the start
 * failed or was stopped half-way, and something is left of it.
 */
export async function remembered(
  cluster: Cluster,
  place: Place,
  { values, signal }: Run<Settings>,
  start: () => Promise<void>,
): Promise<void> {
  const folder = recordsOf(place, values);
  const remember = (): void => {
    // A local run keeps its own record, from when its first server starts.
    if (place === 'kind' && existsSync(path.join(folder, cluster.name))) writeRecord(cluster, folder);
    rememberGiven(cluster, folder, { ports: givenPorts(values as Ports), cluster: values.cluster });
  };
  try {
    await start();
  } catch (error) {
    // Half a start that was stopped goes on with the same ports; one that was refused must not change what is remembered.
    if (place === 'local' || signal.aborted) attempt(remember);
    throw error;
  }
  remember();
}

/** What failed first is what is told. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {}
}
