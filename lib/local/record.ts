import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf, type Cluster, type Facts, type HostPorts } from '../cluster';
import { ownFacts } from './recorded-servers';
import { notWritable } from './failures/not-writable';
import { clusterFolder } from './servers/server-folder';

/** What a cluster's folder remembers of the description that it was last started with. */
export interface ClusterRecord {
  /** Of this layout. */
  readonly version: 1;
  readonly facts: Facts;
  /** Ports that were given on the command line, and hold from then on: the others are those of the description. */
  readonly givenPorts?: HostPorts;
  /** The key in cluster.ts, where it was given on the command line. */
  readonly givenCluster?: string;
  /** The last start of each broker by its name, such as `broker-1`: its data has the same, or is another. */
  readonly starts?: Readonly<Record<string, string>>;
  /** How far the log of a quorum had come when all was ready: one that ends before is of an older copy. */
  readonly metadataEnd?: number;
}

export const RECORD_FILE = 'cluster.json';

/** The record of a cluster, or undefined where there is none that can be read: `folder` is from before there were records, or is not there. */
export function readRecord(cluster: Pick<Cluster, 'name'>, folder: string): ClusterRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(join(clusterFolder(cluster, folder), RECORD_FILE), 'utf8')) as ClusterRecord;
    return isWhole(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

const isWhole = ({ version, facts }: Partial<ClusterRecord>): boolean =>
  version === 1 && typeof facts === 'object' && ownFacts(facts).every((path) => Number.isInteger(facts[path]));

/** Keeps what else was recorded before. */
export function writeRecord(cluster: Cluster, folder: string): void {
  write(cluster, folder, { ...readRecord(cluster, folder), version: 1, facts: factsOf(cluster) });
}

/** Adds to a record that is there. */
export function recordStarts(cluster: Cluster, folder: string, starts: Readonly<Record<string, string>>): void {
  const record = readRecord(cluster, folder);
  if (record) write(cluster, folder, { ...record, starts: { ...record.starts, ...starts } });
}

/** Adds to a record that is there. */
export function recordMetadataEnd(cluster: Cluster, folder: string, metadataEnd: number | undefined): void {
  const record = readRecord(cluster, folder);
  if (record && metadataEnd !== undefined) write(cluster, folder, { ...record, metadataEnd });
}

/** What the command line said of a cluster. */
export interface Given {
  readonly ports: HostPorts;
  readonly cluster: string | undefined;
}

/** Remembers what was given for a cluster that was started so; one that was refused its ports is left as it was. */
export function rememberGiven(cluster: Cluster, folder: string, { ports: given, cluster: key }: Given): void {
  const record = readRecord(cluster, folder);
  const ports = factsOf(cluster);
  const isOnThem = (['hostPorts.brokers', 'hostPorts.zookeeper'] as const).every(
    (path) => record?.facts[path] === ports[path],
  );
  if (!record || !isOnThem) return;
  const asked = Object.keys(given).length > 0 ? { givenPorts: { ...record.givenPorts, ...given } } : {};
  const other = key === undefined ? asked : { ...asked, givenCluster: key };
  if (Object.keys(other).length > 0) write(cluster, folder, { ...record, ...other });
}

/** Written aside and renamed: who reads meanwhile finds the old one or the new one. @throws {LocalRunError} when it cannot be written */
function write(cluster: Cluster, folder: string, record: ClusterRecord): void {
  const path = clusterFolder(cluster, folder);
  const file = join(path, RECORD_FILE);
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  } catch (cause) {
    throw notWritable(path, cause);
  }
}

/** Every recorded cluster of `folder` by its name. */
export function recordsIn(folder: string): ReadonlyMap<string, ClusterRecord> {
  const names = entriesOf(folder);
  const found = names.map((name) => [name, readRecord({ name }, folder)] as const);
  return new Map(found.filter((each): each is [string, ClusterRecord] => each[1] !== undefined));
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
