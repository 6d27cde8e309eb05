import { addressText, type Endpoint, type ZooKeeperMetadata } from '../../cluster';
import type { Access } from '../../kafka';
import { LocalRunError } from '../local-run-error';
import type { Wait } from '../metadata-store';
import { zooKeeperEndpoints } from './zookeeper-place';
import { until } from '../until';
import { fourLetterWord } from './four-letter-word';

const NOTICE_MS = 1000;

/** Whether the server at `host:port` says something, even that it has no quorum. */
export async function zooKeeperAnswers(address: string, access: () => Access): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  return (await fourLetterWord({ host: hostname, port: Number(port) }, 'srvr', access())) !== undefined;
}

/** A server without a quorum answers too, but has no mode. */
const serves = async (server: Endpoint, access: Access): Promise<boolean> =>
  (await fourLetterWord(server, 'srvr', access))?.includes('Mode: ') ?? false;

/**
 * Waits until every server of ZooKeeper serves: brokers that know each other from before answer well without it.
 * @throws {LocalRunError} `NO_ZOOKEEPER` after the deadline
 */
export async function zooKeeperServes(
  metadata: ZooKeeperMetadata,
  access: () => Access,
  { deadlineMs, signal, onWait = () => undefined }: Wait,
): Promise<void> {
  for (const server of zooKeeperEndpoints(metadata)) {
    const notices = setInterval(() => onWait(`ZooKeeper does not serve at ${addressText(server)}`), NOTICE_MS);
    const isServing = await until(() => serves(server, access()), { deadlineMs, signal });
    clearInterval(notices);
    if (!isServing) {
      throw new LocalRunError('NO_ZOOKEEPER', `ZooKeeper did not serve at ${addressText(server)} in time: see its log`);
    }
  }
}
