import type { Cluster } from '../../cluster';
import { command } from '../../package';
import { LocalRunError } from '../local-run-error';
import { metaProperties, VERSIONS, type MetaProperties } from './meta-properties';
import type { ServerFolder } from './server-folder';

type Mode = Cluster['metadata']['mode'];
type Found = MetaProperties & Pick<ServerFolder, 'name'>;

const OTHER_MODE: Readonly<Record<Mode, string>> = {
  kraft: "data of a cluster with ZooKeeper, and this one has none: describe metadata: 'zookeeper'",
  zookeeper: "data of a cluster without ZooKeeper, and this one has one: describe metadata: 'kraft'",
};

/**
 * Servers of two clusters never meet: one of them would wait for ever, or end.
 * @throws {LocalRunError} `OTHER_DATA` where the data in `folders` are not all of one cluster of the `mode`
 */
export function requireOneCluster(folders: readonly ServerFolder[], mode: Mode): void {
  const found = folders.flatMap((folder): Found[] => {
    const meta = metaProperties(folder);
    return meta ? [{ ...meta, name: folder.name }] : [];
  });
  const foreign = VERSIONS[mode === 'kraft' ? 'zookeeper' : 'kraft'];
  const other = found.filter(({ version }) => version === foreign);
  if (other.length > 0) {
    throw otherData(
      `${namesOf(other)} ${other.length === 1 ? 'holds' : 'hold'} ${OTHER_MODE[mode]}, or delete all data of the cluster with ${command('down', '--delete-data')}`,
    );
  }
  const ids = [...new Set(found.map(({ clusterId }) => clusterId))];
  if (ids.length < 2) return;
  const whose = ids.map((id) => `${namesOf(found.filter(({ clusterId }) => clusterId === id))} of ${id}`);
  throw otherData(
    `the servers hold data of ${ids.length} clusters (${whose.join('; ')}): put back the data that belongs together, or delete all of it with ${command('down', '--delete-data')}`,
  );
}

const namesOf = (found: readonly Found[]): string => found.map(({ name }) => name).join(', ');
const otherData = (message: string): LocalRunError => new LocalRunError('OTHER_DATA', message);
