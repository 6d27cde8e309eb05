import { once } from 'node:events';
import type { Endpoint } from '../../cluster';
import type { Access } from '../../kafka';
import { socketTo } from '../socket-to';

/** Where a server is, and how to get in. */
export interface Reached extends Endpoint, Pick<Access, 'ssl'> {}

const TIMEOUT_MS = 5000;
const SESSION_MS = 4000;
const OPCODE = { getData: 4, getChildren: 8, closeSession: -11 } as const;
const NO_NODE = -101;

/** Names of the nodes below `path`, none if it is not there. @throws {Error} when the server does not answer within 5 s */
export async function childrenOf(server: Reached, path: string): Promise<string[]> {
  const [answer] = await ask(server, 'getChildren', [path]);
  if (!answer) return [];
  let at = 4;
  return Array.from({ length: Math.max(answer.readInt32BE(0), 0) }, () => {
    const length = answer.readInt32BE(at);
    at += 4 + length;
    return answer.toString('utf8', at - length, at);
  });
}

/** What the nodes hold, in the order of `paths`; undefined for one that is not there. @throws {Error} as above */
export async function textsOf(server: Reached, paths: readonly string[]): Promise<(string | undefined)[]> {
  const answers = await ask(server, 'getData', paths);
  return answers.map((answer) => answer?.toString('utf8', 4, 4 + Math.max(answer.readInt32BE(0), 0)));
}

/**
 * Asks about all paths at once, in a session of their own, in ZooKeeper's own protocol.
 * @see https://github.com/apache/zookeeper/blob/release-3.8.4/zookeeper-jute/src/main/resources/zookeeper.jute
 */
async function ask(
  server: Reached,
  opcode: 'getData' | 'getChildren',
  paths: readonly string[],
): Promise<(Buffer | undefined)[]> {
  const socket = socketTo(server, server);
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
  // Protocol, last zxid, time-out, session, password: a new session without a past.
  const session = [int32(0), int64(0n), int32(SESSION_MS), int64(0n), int32(16), Buffer.alloc(16)];
  const questions = paths.map((path, xid) => [int32(xid), int32(OPCODE[opcode]), text(path), NO_WATCH]);
  const end = [int32(paths.length), int32(OPCODE.closeSession)];
  socket.write(Buffer.concat([session, ...questions, end].map(frame)));
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  const [, ...answers] = framesOf(Buffer.concat(chunks));
  return paths.map((path, index) => bodyOf(answers[index], path));
}

function bodyOf(answer: Buffer | undefined, path: string): Buffer | undefined {
  // xid, zxid, error.
  const error = answer?.readInt32BE(12);
  if (error === NO_NODE) return undefined;
  if (error !== 0) throw new Error(`ZooKeeper does not tell of ${path}: ${error ?? 'it closed the connection'}`);
  return answer?.subarray(16);
}

function framesOf(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readInt32BE(at)) {
    frames.push(bytes.subarray(at + 4, at + 4 + bytes.readInt32BE(at)));
  }
  return frames;
}

const NO_WATCH = Buffer.of(0);

function frame(parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([int32(body.length), body]);
}

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
