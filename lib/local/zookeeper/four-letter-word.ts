import { text } from 'node:stream/consumers';
import type { Endpoint } from '../../cluster';
import type { Access } from '../../kafka';
import { socketTo } from '../socket-to';

const ANSWER_MS = 2000;

/**
 * What a ZooKeeper server answers to one of its four-letter words, or undefined while it does not.
 * @see https://zookeeper.apache.org/doc/r3.8.4/zookeeperAdmin.html#sc_4lw
 */
export async function fourLetterWord(
  server: Endpoint,
  word: 'dump' | 'srvr',
  access: Pick<Access, 'ssl'> = {},
): Promise<string | undefined> {
  const socket = socketTo(server, access);
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
  socket.write(word);
  try {
    return await text(socket);
  } catch {
    return undefined;
  }
}
