import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerFolder } from './server-folder';

/** What a broker or a node of a quorum has written beside its data: whose they are. */
export interface MetaProperties {
  readonly clusterId: string;
  /** Of the broker or node. */
  readonly id: number | undefined;
  readonly isOfZooKeeper: boolean;
}

/** Undefined where there are none yet, or none that name a cluster. */
export function metaProperties({ data }: Pick<ServerFolder, 'data'>): MetaProperties | undefined {
  try {
    const text = readFileSync(join(data, 'meta.properties'), 'utf8');
    const clusterId = /^cluster\.id=(.+)$/m.exec(text)?.[1];
    if (clusterId === undefined) return undefined;
    const id = /^(?:broker|node)\.id=(\d+)$/m.exec(text)?.[1];
    return { clusterId, id: id === undefined ? undefined : Number(id), isOfZooKeeper: /^version=0$/m.test(text) };
  } catch {
    return undefined;
  }
}
