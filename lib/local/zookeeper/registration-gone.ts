import { addressText, ZOOKEEPER_CHROOT, type ZooKeeperMetadata } from '../../cluster';
import type { Access } from '../../kafka';
import { LocalRunError } from '../local-run-error';
import { zooKeeperEndpoints } from './zookeeper-place';
import { until } from '../until';
import { fourLetterWord } from './four-letter-word';

/** Time for ZooKeeper itself to start and to notice the end of a session, on top of the session time-out. */
const MARGIN_MS = 20_000;

/**
 * Waits until ZooKeeper has dropped the registration of a broker that was killed: it lasts until the session times out, and a
 * new process that meets it ends with NodeExists (KAFKA-7165).
 * @throws {LocalRunError} `ALREADY_REGISTERED` when it stays: then another broker with that id is alive
 */
export async function registrationGone(
  metadata: ZooKeeperMetadata,
  access: () => Access,
  brokerId: number,
  signal: AbortSignal,
): Promise<void> {
  const node = `${ZOOKEEPER_CHROOT}/brokers/ids/${brokerId}`;
  let nodes: string[] | undefined;
  const gone = async () => {
    nodes = await ephemeralNodes(metadata, access());
    return nodes !== undefined && !nodes.includes(node);
  };
  if (await until(gone, { deadlineMs: metadata.sessionTimeoutMs + MARGIN_MS, signal })) return;
  throw nodes
    ? new LocalRunError(
        'ALREADY_REGISTERED',
        `a broker with id ${brokerId} stays registered in ZooKeeper: another process runs it, stop that one first`,
      )
    : new LocalRunError(
        'NO_ZOOKEEPER',
        `ZooKeeper does not answer at ${zooKeeperEndpoints(metadata).map(addressText).join(', ')}: see its log`,
      );
}

/** Paths of all ephemeral nodes, by the first server that answers; undefined when none does. */
async function ephemeralNodes(metadata: ZooKeeperMetadata, access: Access): Promise<string[] | undefined> {
  for (const server of zooKeeperEndpoints(metadata)) {
    const answer = await fourLetterWord(server, 'dump', access);
    if (answer?.includes('Sessions with Ephemerals')) return answer.split('\n').map((line) => line.trim());
  }
  return undefined;
}
