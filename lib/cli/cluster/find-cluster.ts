import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Cluster, HostPorts } from '../../cluster';
import { localRun, named, readRecord, rememberGiven, writeRecord, type ClusterRecord } from '../../local';
import { clusterInHand, command, takeInHand } from '../../package';
import { project, UsageError, type Run, type Sources, type Values } from '../../cli-kit';
import { describedCluster } from '../client/described-cluster';
import type { Target, TargetName } from '../../target';
import { findTarget } from './find-target';
import {
  givenPorts,
  type clusterSettings,
  type consoleSettings,
  type portSettings,
  type targetSettings,
} from './settings';
import { targetOf } from './targets';
import { byTypedPorts } from './typed-ports';
import { refuseUnused } from './unused-flags';

type Settings = typeof clusterSettings & typeof targetSettings;
type Ports = Partial<Values<typeof portSettings>>;

/** Where records of clusters on that target are kept. */
const recordsOf = (target: TargetName, { folder }: Values<typeof clusterSettings>): string =>
  target === 'kind' ? project.kindFolder : folder;

/**
 * Which cluster a verb is about, on its target.
 * @param to on which ports: to `start` it, or to `look` at what was started
 * @throws {UnknownClusterError | InvalidClusterError | UsageError} exit code 2
 */
export async function findCluster(run: Run<Settings>, to: 'start' | 'look'): Promise<Target> {
  const described = describedCluster(run.values);
  const wish = { name: run.values.name, ports: givenPorts(run.values as Ports) };
  const define = (record: ClusterRecord | undefined, use: 'start' | 'look'): Cluster =>
    byTypedPorts(run.sources as Sources<Partial<typeof portSettings>>, () => named(described, wish, record, use));
  const on = await findTarget(define(undefined, to), run);
  refuseUnused(on, run.sources);
  // Of a variable that was set for all commands; typed it would be refused there.
  if (on === 'kind') takeInHand({ ...clusterInHand(), folder: undefined });
  const name = wish.name ?? described.name;
  const record = readRecord({ name }, recordsOf(on, run.values));
  const isThere = on === 'kind' || localRun({ name }, run.values.folder) === 'running';
  if (to === 'look' && record && isThere) requireSamePorts(name, record, wish.ports);
  const cluster = define(record, to);
  const toStart = () => define(record, 'start');
  const { noUi } = run.values as Partial<Values<typeof consoleSettings>>;
  return targetOf(on, { cluster, toStart, folder: run.values.folder, noUi });
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
  { cluster, name: on }: Target,
  { values, signal }: Run<Settings>,
  start: () => Promise<void>,
): Promise<void> {
  const folder = recordsOf(on, values);
  const remember = (): void => {
    // A local run keeps its own record, from when its first server starts.
    if (on === 'kind' && existsSync(path.join(folder, cluster.name))) writeRecord(cluster, folder);
    rememberGiven(cluster, folder, { ports: givenPorts(values as Ports), cluster: values.cluster });
  };
  try {
    await start();
  } catch (error) {
    // Half a start that was stopped goes on with the same ports; one that was refused must not change what is remembered.
    if (on === 'local' || signal.aborted) attempt(remember);
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
