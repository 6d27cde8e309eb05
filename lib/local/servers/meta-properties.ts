import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../../cluster';
import type { ServerFolder } from './server-folder';

/** Beside the data of a broker or a node of a quorum. */
export const META_PROPERTIES = 'meta.properties';

/** What it says: whose they are. */
export interface MetaProperties {
  readonly clusterId: string;
  /** Of the broker or node. */
  readonly id: number | undefined;
  /** Of the file; undefined where it does not say. */
  readonly version: string | undefined;
}

/** Of the file, by who holds the metadata of its cluster. */
export const VERSIONS: Readonly<Record<Cluster['metadata']['mode'], string>> = { zookeeper: '0', kraft: '1' };

/** Undefined where there are none yet, or none that name a cluster. */
export function metaProperties({ data }: Pick<ServerFolder, 'data'>): MetaProperties | undefined {
  try {
    const text = readFileSync(join(data, META_PROPERTIES), 'utf8');
    const of = (key: string): string | undefined => new RegExp(`^(?:${key}) *= *(.+)$`, 'm').exec(text)?.[1];
    const clusterId = of('cluster\\.id');
    if (clusterId === undefined) return undefined;
    const id = of('(?:broker|node)\\.id');
    return { clusterId, id: id === undefined ? undefined : Number(id), version: of('version') };
  } catch {
    return undefined;
  }
}
