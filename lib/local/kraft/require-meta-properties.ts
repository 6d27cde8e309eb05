import { join } from 'node:path';
import type { KRaftMetadata } from '../../cluster';
import { inShell } from '../../package';
import { LocalRunError } from '../local-run-error';
import { requireAll } from '../require-all';
import { META_PROPERTIES, metaProperties, VERSIONS } from '../servers/meta-properties';
import type { ServerFolder } from '../servers/server-folder';
import { hasHistory, isWithoutVote } from './node-folder';

/**
 * A node is known by its id and that of its volume: formatted anew it would be another volume, which the quorum waits for without an
 * end where it is a voter, and on which no replica is where it is a broker.
 * @param missing of `servers`, those that are to be started
 * @throws {LocalRunError} `LOST_DATA` where that file is gone, or empty, beside what the node has heard
 */
export const requireMetaProperties = (
  metadata: KRaftMetadata,
  missing: readonly ServerFolder[],
  servers: readonly ServerFolder[],
): void =>
  requireAll(
    missing
      .filter((server) => hasHistory(server) && metaProperties(server) === undefined)
      .map((server) => () => {
        const path = join(server.data, META_PROPERTIES);
        const known = servers.map(metaProperties).find(Boolean)?.clusterId ?? metadata.clusterId;
        const way = anew(metadata, server, known) ?? `move ${server.data} away: others fill it as far as they can`;
        throw new LocalRunError(
          'LOST_DATA',
          `${path} is not there, or says nothing, by which the quorum knows ${server.name}, whose data are there: put it back, or ${way}`,
        );
      }),
  );

/** How the file is written; undefined for a volume whose id was given by chance. */
function anew({ servers: voters }: KRaftMetadata, server: ServerFolder, clusterId: string): string | undefined {
  const voter = voters.find(({ name }) => name === server.name);
  if (voter === undefined || isWithoutVote(server)) return undefined;
  const lines = [
    `version=${VERSIONS.kraft}`,
    `cluster.id=${clusterId}`,
    `node.id=${server.id}`,
    `directory.id=${voter.directoryId}`,
  ];
  const path = inShell(join(server.data, META_PROPERTIES));
  return `write it anew, if the cluster began under this name: printf '${lines.join('\\n')}\\n' > ${path}`;
}
