import type { Cluster } from '../../cluster';
import { KindError } from '../kind-error';
import type { Kubectl } from '../kubectl';
import { claimsIn, deletedClaims } from './claims';
import { compareFacts } from './compare-facts';
import { dryRun } from './dry-run';
import { foreignObjects, takenNodePorts } from './foreign-objects';
import { getObjects, plainlyNamed, type LiveObject } from './live-object';

export interface SafeChange {
  /** What is there under the names that are to be applied. */
  readonly live: readonly LiveObject[];
  /** What applying will make of it. */
  readonly next: readonly LiveObject[];
  /** Brokers that go: they hold no replica. */
  readonly leaving: readonly string[];
  /** What takes away safety, a sentence each. */
  readonly warnings: readonly string[];
}

/** Of a Kubernetes cluster that has just been made. */
export const UNTOUCHED: SafeChange = { live: [], next: [], leaving: [], warnings: [] };

/** Folders to apply, as flags of kubectl, and whether a Namespace is among the objects. */
export interface Files {
  readonly flags: readonly string[];
  readonly createsNamespace: boolean;
}

/**
 * Compares what is there with what is to be applied, before anything is touched.
 * @throws {KindError} `REFUSED_CHANGE` with a line for each thing that cannot be done, and what to do instead
 */
export async function requireSafeChange(cluster: Cluster, kubectl: Kubectl, files: Files): Promise<SafeChange> {
  const [live, services, storage] = await Promise.all([
    getObjects(kubectl, ...files.flags),
    getObjects(kubectl, 'services', '--all-namespaces'),
    getObjects(kubectl, 'persistentvolumeclaims,storageclasses,pods'),
  ]);
  const own = new Set(claimsIn(plainlyNamed(cluster, storage)).map(({ metadata }) => metadata.uid));
  const claims = storage.filter(({ metadata }) => own.has(metadata.uid));
  const foreign = foreignObjects(cluster, [...live, ...claims]);
  const taken = takenNodePorts(cluster, live, services);
  if (foreign.length > 0) throw refused([...foreign, ...taken]);
  const { refusals, leaving, warnings } = await compareFacts(cluster, kubectl, [...live, ...storage]);
  const { objects: next, refusals: byKubernetes } = await dryRun(kubectl, files.flags);
  const unexplained = byKubernetes.filter(
    (line) =>
      !(taken.length > 0 && line.includes('provided port is already allocated')) &&
      !(refusals.some((sentence) => sentence.startsWith('storage.')) && line.includes('updates to statefulset spec')) &&
      !(files.createsNamespace && /namespaces "[^"]*" not found/.test(line)),
  );
  const all = [...deletedClaims(cluster, storage).values(), ...refusals, ...taken, ...unexplained.map(withCure)];
  if (all.length > 0) throw refused(all);
  return { live, next, leaving, warnings };
}

/** What Kubernetes leaves unsaid. */
const withCure = (line: string): string => {
  if (/namespaces? "?[\w-]+"? not found/.test(line)) {
    const name = /namespaces "([^"]*)"/.exec(line)?.[1] ?? '';
    return `namespace "${name}" is not there: kubectl create namespace ${name}`;
  }
  if (line.includes('updates to statefulset spec'))
    return `${line}: what it forbids takes kubectl delete statefulset … --cascade=orphan, which leaves the pods and their claims alone, and up again`;
  return line;
};

const refused = (lines: readonly string[]): KindError =>
  new KindError('REFUSED_CHANGE', `nothing was changed:\n${[...new Set(lines)].join('\n')}`);
