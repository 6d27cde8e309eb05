import type { KRaftMetadata } from '../../cluster';
import type { Runtime } from '../runtime';
import type { Server } from '../servers/server';
import { initialControllersHere } from './kraft-place';
import { metaProperties } from '../servers/meta-properties';
import { hasHistory, markWithoutVote } from './node-folder';
import { runStorageTool } from './storage-tool';

/** Of a node that votes only once it is told to, or never. */
const WITHOUT_VOTE = ['--no-initial-controllers'];

/**
 * Formats the data folders of nodes that have none yet, all at once: each is a JVM of a second or two. A voter of a cluster that has
 * served before is formatted as one that does not vote: what it acknowledged once may be known to nobody else (KIP-853).
 * @param all the servers of the cluster
 * @throws {LocalRunError} as a server that ends
 */
export async function formatNodes(
  metadata: KRaftMetadata,
  servers: readonly Server[],
  all: readonly Server[],
  runtime: Runtime,
  signal: AbortSignal,
): Promise<void> {
  const founding = votersAmong(metadata, all).some(hasHistory)
    ? WITHOUT_VOTE
    : ['--initial-controllers', initialControllersHere(metadata)];
  const voters = votersAmong(metadata, servers);
  // A folder that was moved keeps the id that it was given once.
  const clusterId = all.map(metaProperties).find(Boolean)?.clusterId ?? metadata.clusterId;
  const formatted = await Promise.allSettled(
    servers
      .filter((server) => metaProperties(server) === undefined)
      .map(async (server) => {
        const vote = voters.includes(server) ? founding : WITHOUT_VOTE;
        await runStorageTool(server, ['--cluster-id', clusterId, ...vote], runtime, signal);
        if (voters.includes(server) && vote === WITHOUT_VOTE) markWithoutVote(server);
      }),
  );
  // Not before all have settled: one that is still written must not be met by the next start.
  const failed = formatted.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Those of servers that hold the metadata. */
export const votersAmong = <Of extends { readonly name: string }>(
  { servers: voters }: KRaftMetadata,
  servers: readonly Of[],
): readonly Of[] => servers.filter(({ name }) => voters.some((voter) => voter.name === name));
