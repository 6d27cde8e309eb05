import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hostAddresses, localAddresses } from '../../cluster';
import { clusterIdIn, localRun, named, readRecord, recordsIn } from '../../local/known';
import { command } from '../../package';
import { project, UsageError } from '../../cli-kit';
import { describedCluster } from './described-cluster';

interface Given {
  readonly cluster: string | undefined;
  readonly name: string | undefined;
  readonly folder: string | undefined;
}

/**
 * Where a cluster of cluster.ts is found, and its first topic: on the ports that it was started on, here or on kind, else on those described.
 * @throws {UnknownClusterError | UsageError} exit code 2: also for a name that nothing was started under
 */
export function bootstrap({ cluster, name, folder = project.localFolder }: Given) {
  const described = describedCluster({ cluster, name, folder });
  const wanted = { name: name ?? described.name };
  const here = localRun(wanted, folder);
  const isOnKind = existsSync(join(project.kindFolder, wanted.name));
  if (name !== undefined && name !== described.name && here === undefined && !isOnKind) {
    throw new UsageError([
      `there is no cluster "${name}": ${command('clusters')} lists those there are, ${command('up')} makes it`,
    ]);
  }
  const isLocal = here === 'running' || (here === 'stopped' && !isOnKind);
  const record = readRecord(wanted, isLocal ? folder : project.kindFolder);
  const found = named(described, { name, ports: {} }, record, 'look');
  const firstTopic = described.topics[0]?.name;
  const addresses = isLocal ? localAddresses(found) : hostAddresses(found);
  const clusterId = isLocal ? clusterIdIn(wanted, folder) : undefined;
  return { brokers: addresses, clusterId, others: othersIn(folder, wanted.name), firstTopic };
}

/** Clusters of other names by their ids: one of them may have taken the ports of this one, whose own id may not be known. */
const othersIn = (folder: string, wanted: string): ReadonlyMap<string, string> =>
  new Map(
    [...recordsIn(folder).keys()].flatMap((name) => {
      const id = name === wanted ? undefined : clusterIdIn({ name }, folder);
      return id === undefined ? [] : [[id, name] as const];
    }),
  );
