import { protocolError, type ProtocolError } from '../protocol-error';
import type { Answered, Request } from '../request';

const ACKS_ALL = -1;
/** The throttle time ends an answer. */
const THROTTLE_BYTES = 4;

export interface ProduceRequest {
  readonly topic: string;
  readonly partition: number;
  /** One record batch; a request never carries two, nor another partition. */
  readonly batch: readonly Uint8Array[];
  /** How long the broker waits for the in-sync replicas. */
  readonly replicationTimeoutMs: number;
  readonly transactionalId?: string | undefined;
}

export interface ProduceAnswer extends Answered {
  readonly error: ProtocolError | undefined;
  /** Offset of the batch's first record. */
  readonly firstOffset: number;
  /** When the leader stored it, milliseconds since 1970; -1 where messages keep their own timestamps. */
  readonly appendTime: number;
  readonly logStartOffset: number;
  /** Records that are the cause of the error, by their index in the batch. */
  readonly refused: ReadonlyMap<number, string>;
}

function encode(asked: ProduceRequest): readonly Uint8Array[] {
  const { topic, partition, batch, replicationTimeoutMs, transactionalId } = asked;
  const topicLength = Buffer.byteLength(topic);
  const idLength = transactionalId === undefined ? 0 : Buffer.byteLength(transactionalId);
  const head = Buffer.allocUnsafe(2 + idLength + 6 + 4 + 2 + topicLength + 4 + 8);
  let at = head.writeInt16BE(transactionalId === undefined ? -1 : idLength, 0);
  if (transactionalId !== undefined) at += head.write(transactionalId, at);
  at = head.writeInt16BE(ACKS_ALL, at);
  at = head.writeInt32BE(replicationTimeoutMs, at);
  at = head.writeInt32BE(1, at);
  at = head.writeInt16BE(topicLength, at);
  at += head.write(topic, at);
  at = head.writeInt32BE(1, at);
  at = head.writeInt32BE(partition, at);
  head.writeInt32BE(
    batch.reduce((sum, { length }) => sum + length, 0),
    at,
  );
  return [head, ...batch];
}

function decode(answer: Buffer): ProduceAnswer {
  let at = 4; // one topic
  at += 2 + answer.readInt16BE(at);
  at += 4 + 4; // one partition, its number
  const error = protocolError(answer.readInt16BE(at));
  const firstOffset = Number(answer.readBigInt64BE(at + 2));
  const appendTime = Number(answer.readBigInt64BE(at + 10));
  const logStartOffset = Number(answer.readBigInt64BE(at + 18));
  at += 2 + 8 + 8 + 8;
  const refused = new Map<number, string>();
  const count = answer.readInt32BE(at);
  at += 4;
  const readText = (): string | undefined => {
    const length = answer.readInt16BE(at);
    at += 2;
    if (length < 0) return undefined;
    at += length;
    return answer.toString('utf8', at - length, at);
  };
  for (let i = 0; i < count; i++) {
    const index = answer.readInt32BE(at);
    at += 4;
    refused.set(index, readText() ?? error?.message ?? 'refused');
  }
  const message = readText();
  return {
    throttleTimeMs: answer.readInt32BE(answer.length - THROTTLE_BYTES),
    error: error && message !== undefined ? { ...error, message } : error,
    firstOffset,
    appendTime,
    logStartOffset,
    refused,
  };
}

/**
 * Encoded by hand, as Fetch is. The one version is the last that is not flexible; from it on an answer says which records were
 * refused (KIP-467).
 */
export const produce: Request<ProduceRequest, ProduceAnswer> = {
  name: 'Produce',
  key: 0,
  versions: [8, 8],
  encode,
  decode,
};
