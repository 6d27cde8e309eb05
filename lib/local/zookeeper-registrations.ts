import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { address, ZOOKEEPER_CHROOT, type Cluster, type Endpoint } from '../cluster';
import { LocalRunError } from './local-run-error';
import { zooKeeperEndpoints } from './servers/places';

const POLL_MS = 50;
const ANSWER_MS = 2000;

/** Time for ZooKeeper itself to start and to notice the end of a session, on top of the session time-out. */
const MARGIN_MS = 20_000;

/**
 * Waits until ZooKeeper has dropped the registration of a broker that was killed: it lasts until the session times out, and a
 * new process that meets it ends with NodeExists (KAFKA-7165).
 * @throws {LocalRunError} `ALREADY_REGISTERED` when it stays: then another broker with that id is alive
 */
export async function registrationGone(cluster: Cluster, brokerId: number, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + cluster.zookeeper.sessionTimeoutMs + MARGIN_MS;
  const node = `${ZOOKEEPER_CHROOT}/brokers/ids/${brokerId}`;
  for (;;) {
    const nodes = await ephemeralNodes(zooKeeperEndpoints(cluster));
    if (nodes && !nodes.includes(node)) return;
    if (performance.now() > deadline) {
      throw new LocalRunError(
        nodes ? 'ALREADY_REGISTERED' : 'NO_ZOOKEEPER',
        nodes
          ? `a broker with id ${brokerId} is still registered in ZooKeeper: another process runs it, stop that one first`
          : `ZooKeeper does not answer at ${zooKeeperEndpoints(cluster).map(address).join(', ')}: see its log`,
      );
    }
    await delay(POLL_MS, undefined, { signal });
  }
}

/** Paths of all ephemeral nodes, by the first server that answers; undefined when none does. */
async function ephemeralNodes(servers: readonly Endpoint[]): Promise<string[] | undefined> {
  for (const server of servers) {
    const answer = await fourLetterWord(server, 'dump').catch(() => '');
    if (answer.includes('Sessions with Ephemerals')) return answer.split('\n').map((line) => line.trim());
  }
  return undefined;
}

/** @see https://zookeeper.apache.org/doc/r3.8.4/zookeeperAdmin.html#sc_4lw */
function fourLetterWord({ host, port }: Endpoint, word: string): Promise<string> {
  const socket = connect({ host, port });
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
  socket.write(word);
  return text(socket);
}
