import { once } from 'node:events';
import type { Access } from '../../kafka';
import { socketTo } from '../socket-to';

const ANSWER_MS = 2000;

/** ApiVersions of version 0, which every server of Kafka answers whoever asks: length, key, version, correlation id, no client id. */
const QUESTION = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);

/** Whether a controller at `host:port` says something, even that it has no quorum. */
export async function controllerAnswers(address: string, access: Pick<Access, 'ssl'> = {}): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const socket = socketTo({ host: hostname, port: Number(port) }, access);
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
  socket.write(QUESTION);
  try {
    await once(socket, 'data');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
