import { existsSync } from 'node:fs';
import path from 'node:path';
import { clusters } from '../cluster';
import { hostAddresses, localAddresses, selectCluster } from '../lib/cluster';
import { clusterIdIn, localRun, named, readRecord } from '../lib/local/known';
import { UsageError } from '../lib/program';

const ROOT = path.join(__dirname, '..');
const LOCAL_FOLDER = path.join(ROOT, '.local');
const KIND_FOLDER = path.join(ROOT, 'build/kind');

interface Given {
  readonly cluster: string | undefined;
  readonly name: string | undefined;
  readonly folder: string | undefined;
}

/**
 * Where a cluster of cluster.ts is found: on the ports that it was started on, here or on kind, else on those described.
 * @throws {UnknownClusterError | UsageError} exit code 2: also for a name that nothing was started under
 */
export function bootstrap({ cluster, name, folder = LOCAL_FOLDER }: Given) {
  const described = selectCluster(clusters, cluster);
  const wanted = { name: name ?? described.name };
  const here = localRun(wanted, folder);
  const isOnKind = existsSync(path.join(KIND_FOLDER, wanted.name));
  if (name !== undefined && name !== described.name && here === undefined && !isOnKind) {
    throw new UsageError([
      `there is no cluster "${name}": npm run clusters lists those there are, npm run up -- --name ${name} makes it`,
    ]);
  }
  const isLocal = here === 'running' || (here === 'stopped' && !isOnKind);
  const record = readRecord(wanted, isLocal ? folder : KIND_FOLDER);
  const found = named(described, { name, ports: {} }, record, 'look');
  return isLocal
    ? { brokers: localAddresses(found), clusterId: clusterIdIn(wanted, folder) }
    : { brokers: hostAddresses(found), clusterId: undefined };
}
