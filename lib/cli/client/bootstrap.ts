import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hostAddresses, localAddresses } from '../../cluster';
import { clusterIdIn, localAccess, localRun, named, readRecord, recordsIn } from '../../local/known';
import { command } from '../../package';
import { project, UsageError, type Setting, type Sources } from '../../cli-kit';
import { describedCluster } from './described-cluster';

interface Given {
  readonly values: {
    readonly cluster: string | undefined;
    readonly name: string | undefined;
    readonly folder: string | undefined;
  };
  readonly sources: Sources<{ readonly folder: Setting }>;
}

/**
 * Where a cluster of cluster.ts is found, and its first topic: on the ports that it was started on, here or on kind, else on those described.
 * @throws {UnknownClusterError | UsageError} exit code 2: also for a name that nothing was started under, and for a folder without it
 */
export function bootstrap({ values, sources }: Given) {
  const { cluster, name, folder = project.localFolder } = values;
  const described = describedCluster({ cluster, name, folder });
  const wanted = { name: name ?? described.name };
  const here = localRun(wanted, folder);
  const isOnKind = existsSync(join(project.kindFolder, wanted.name));
  if (here === undefined) {
    requireIn(wanted.name, sources.folder, { folder, isOnKind });
    if (name !== undefined && name !== described.name && !isOnKind) throw unknown(`"${name}"`);
  }
  const isLocal = here === 'running' || (here === 'stopped' && (!isOnKind || sources.folder?.origin === 'flag'));
  const record = readRecord(wanted, isLocal ? folder : project.kindFolder);
  const found = named(described, { name, ports: {} }, record, 'look');
  const firstTopic = described.topics[0]?.name;
  const addresses = isLocal ? localAddresses(found) : hostAddresses(found);
  const clusterId = isLocal ? clusterIdIn(wanted, folder) : undefined;
  const isStopped = isLocal && here === 'stopped';
  const access = () => (isLocal ? localAccess(found, folder) : { brokers: addresses });
  return { brokers: addresses, access, clusterId, isStopped, others: othersIn(folder, wanted.name), firstTopic };
}

interface Place {
  readonly folder: string;
  readonly isOnKind: boolean;
}

/**
 * Who names a folder means the cluster that is there, and not one on the described ports. A variable is set for all commands, also for
 * those about clusters on kind.
 */
function requireIn(name: string, given: Sources<{ readonly folder: Setting }>['folder'], place: Place): void {
  if (given === undefined || (given.origin === 'variable' && place.isOnKind)) return;
  throw unknown(`"${name}" in ${place.folder}, which ${given.name} names`);
}

const unknown = (which: string): UsageError =>
  new UsageError([
    `there is no cluster ${which}: ${command('clusters')} lists those there are, ${command('up')} makes it`,
  ]);

/** Clusters of other names by their ids: one of them may have taken the ports of this one, whose own id may not be known. */
const othersIn = (folder: string, wanted: string): ReadonlyMap<string, string> =>
  new Map(
    [...recordsIn(folder).keys()].flatMap((name) => {
      const id = name === wanted ? undefined : clusterIdIn({ name }, folder);
      return id === undefined ? [] : [[id, name] as const];
    }),
  );
