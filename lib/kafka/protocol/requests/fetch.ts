import { protocolError, throwIfRefused, type ProtocolError } from '../protocol-error';
import type { Answered, Request } from '../request';

const CONSUMER = -1;
const NO_SESSION = -1;

/** `isolation.level` on the wire. */
export const ISOLATION = { read_uncommitted: 0, read_committed: 1 } as const;
export type Isolation = keyof typeof ISOLATION;

export interface FetchRequest {
  readonly isolation: Isolation;
  /** How long the broker waits for something to come. */
  readonly maxWaitMs: number;
  readonly maxBytes: number;
  readonly maxPartitionBytes: number;
  readonly topics: ReadonlyMap<string, readonly { readonly partition: number; readonly offset: number }[]>;
}

export interface FetchedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly error: ProtocolError | undefined;
  readonly highWatermark: number;
  /** Before it, every transaction has ended. */
  readonly lastStableOffset: number;
  readonly aborted: readonly AbortedTransaction[];
  readonly records: Buffer;
}

export interface AbortedTransaction {
  readonly producerId: bigint;
  readonly firstOffset: number;
}

export interface Fetched extends Answered {
  readonly partitions: readonly FetchedPartition[];
}

function encode({ isolation, maxWaitMs, maxBytes, maxPartitionBytes, topics }: FetchRequest): Buffer[] {
  const entries = [...topics].map(([topic, partitions]) => [Buffer.from(topic), partitions] as const);
  const size = entries.reduce((sum, [topic, { length }]) => sum + 2 + topic.length + 4 + 28 * length, 25 + 4 + 4 + 2);
  const bytes = Buffer.allocUnsafe(size);
  let at = bytes.writeInt32BE(CONSUMER, 0);
  at = bytes.writeInt32BE(maxWaitMs, at);
  at = bytes.writeInt32BE(1, at); // at least so many bytes
  at = bytes.writeInt32BE(maxBytes, at);
  at = bytes.writeInt8(ISOLATION[isolation], at);
  at = bytes.writeInt32BE(0, at);
  at = bytes.writeInt32BE(NO_SESSION, at);
  at = bytes.writeInt32BE(entries.length, at);
  for (const [topic, partitions] of entries) {
    at = bytes.writeInt16BE(topic.length, at);
    at += topic.copy(bytes, at);
    at = bytes.writeInt32BE(partitions.length, at);
    for (const { partition, offset } of partitions) {
      at = bytes.writeInt32BE(partition, at);
      at = bytes.writeInt32BE(-1, at); // leader epoch: any
      at = bytes.writeBigInt64BE(BigInt(offset), at);
      at = bytes.writeBigInt64BE(-1n, at); // log start: for followers
      at = bytes.writeInt32BE(maxPartitionBytes, at);
    }
  }
  at = bytes.writeInt32BE(0, at); // topics that leave the session
  bytes.writeInt16BE(0, at); // rack
  return [bytes];
}

function decode(bytes: Buffer): Fetched {
  const throttleTimeMs = bytes.readInt32BE(0);
  let at = 4;
  throwIfRefused(bytes.readInt16BE(at));
  at += 2 + 4; // session
  const int32 = () => bytes.readInt32BE((at += 4) - 4);
  const int64 = () => Number(bytes.readBigInt64BE((at += 8) - 8));
  const fetched: FetchedPartition[] = [];
  for (let topics = int32(); topics > 0; topics--) {
    const nameLength = bytes.readInt16BE(at);
    const topic = bytes.toString('utf8', at + 2, (at += 2 + nameLength));
    for (let partitions = int32(); partitions > 0; partitions--) {
      const partition = int32();
      const error = protocolError(bytes.readInt16BE(at));
      at += 2;
      const highWatermark = int64();
      const lastStableOffset = int64();
      at += 8; // log start
      const aborted: AbortedTransaction[] = [];
      for (let count = int32(); count > 0; count--) {
        const producerId = bytes.readBigInt64BE(at);
        at += 8;
        aborted.push({ producerId, firstOffset: int64() });
      }
      at += 4; // preferred replica
      const size = Math.max(int32(), 0);
      const records = bytes.subarray(at, (at += size));
      fetched.push({ topic, partition, error, highWatermark, lastStableOffset, aborted, records });
    }
  }
  return { throttleTimeMs, partitions: fetched };
}

/** Encoded by hand: this and Produce are most of what is ever sent. The one version is the last that is not flexible. */
export const fetch: Request<FetchRequest, Fetched> = { name: 'Fetch', key: 1, versions: [11, 11], encode, decode };
