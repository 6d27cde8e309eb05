import { join } from 'node:path';
import { logEnd } from '../replicas/log-end';
import type { ServerFolder } from '../servers/server-folder';

/** The folder of the log in which a node has what the quorum has decided. */
export const METADATA_LOG = '__cluster_metadata-0';

/** How far that log reaches at those who hold the metadata; undefined where none has one. It only ever grows. */
export function metadataEnd(nodes: readonly Pick<ServerFolder, 'data'>[]): number | undefined {
  const ends = nodes.flatMap(({ data }) => logEnd(join(data, METADATA_LOG)) ?? []);
  return ends.length === 0 ? undefined : Math.max(...ends);
}
