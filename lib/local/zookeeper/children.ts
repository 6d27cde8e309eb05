import { once } from 'node:events';
import { connect } from 'node:net';
import type { Endpoint } from '../../cluster';

const TIMEOUT_MS = 5000;
const SESSION_MS = 4000;
const OPCODE = { getChildren: 8, closeSession: -11 } as const;
const NO_NODE = -101;

/**
 * Names of the nodes below `path`, none if it is not there; from one server of ZooKeeper, in its own protocol: what brokers say
 * of their topics is what is to be compared with this.
 * @see https://github.com/apache/zookeeper/blob/release-3.8.4/zookeeper-jute/src/main/resources/zookeeper.jute
 * @throws {Error} when the server does not answer within 5 s
 */
export async function childrenOf({ host, port }: Endpoint, path: string): Promise<string[]> {
  const socket = connect({ host, port });
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
  // protocol, last zxid, time-out, session, password: a new session without a past.
  const session = [int32(0), int64(0n), int32(SESSION_MS), int64(0n), int32(16), Buffer.alloc(16)];
  const question = [int32(1), int32(OPCODE.getChildren), text(path), Buffer.of(0)];
  const end = [int32(2), int32(OPCODE.closeSession)];
  socket.write(Buffer.concat([session, question, end].map(frame)));
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  // The first answer is that to the session.
  return children(framesOf(Buffer.concat(chunks))[1]!, path);
}

function children(answer: Buffer, path: string): string[] {
  const error = answer.readInt32BE(12);
  if (error === NO_NODE) return [];
  if (error !== 0) throw new Error(`ZooKeeper does not tell what is below ${path}: its error ${error}`);
  let at = 20;
  return Array.from({ length: Math.max(answer.readInt32BE(16), 0) }, () => {
    const length = answer.readInt32BE(at);
    at += 4 + length;
    return answer.toString('utf8', at - length, at);
  });
}

function framesOf(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 4 + bytes.readInt32BE(at)) {
    frames.push(bytes.subarray(at + 4, at + 4 + bytes.readInt32BE(at)));
  }
  return frames;
}

const frame = (parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([int32(body.length), body]);
};

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

const text = (value: string): Buffer => Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)]);
