import { Reader } from '../codec/reader';
import { uuid, ZERO_UUID } from '../codec/scalars';
import { Writer } from '../codec/writer';
import { protocolError, throwIfRefused, type ProtocolError } from '../protocol-error';
import type { Answered, Request } from '../request';

const CONSUMER = -1;
const NO_SESSION = -1;
/** The first version that is encoded flexibly, and the first that names topics by their ids (KIP-516). */
const [FLEXIBLE, BY_ID] = [12, 13];

/** `isolation.level` on the wire. */
export const ISOLATION = { read_uncommitted: 0, read_committed: 1 } as const;
export type Isolation = keyof typeof ISOLATION;

export interface FetchRequest {
  readonly isolation: Isolation;
  /** How long the broker waits for something to come. */
  readonly maxWaitMs: number;
  readonly maxBytes: number;
  readonly maxPartitionBytes: number;
  readonly topics: readonly FetchTopic[];
}

export interface FetchTopic {
  readonly name: string;
  /** With the ids of all of them a topic that was made anew is not taken for the one before; `ZERO_UUID` if it is not known. */
  readonly id: string;
  readonly partitions: readonly FetchPosition[];
}

export interface FetchPosition {
  readonly partition: number;
  readonly offset: number;
  /** Of the election that is known here: a leader of another one refuses (KIP-320). @default -1, any */
  readonly leaderEpoch?: number;
}

export interface FetchedPartition {
  /** The name, or of an answer by id the id. */
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
  readonly isById: boolean;
  readonly partitions: readonly FetchedPartition[];
}

function encode(
  { isolation, maxWaitMs, maxBytes, maxPartitionBytes, topics }: FetchRequest,
  version: number,
): Buffer[] {
  const writer = new Writer(version, version >= FLEXIBLE);
  writer.noTags(); // of the header
  writer.int32(CONSUMER);
  writer.int32(maxWaitMs);
  writer.int32(1); // at least so many bytes
  writer.int32(maxBytes);
  writer.int8(ISOLATION[isolation]);
  writer.int32(0);
  writer.int32(NO_SESSION);
  writer.length(topics.length);
  for (const { name, id, partitions } of topics) {
    if (version >= BY_ID) uuid.write(writer, id);
    else writer.string(name);
    writer.length(partitions.length);
    for (const { partition, offset, leaderEpoch = -1 } of partitions) {
      writer.int32(partition);
      writer.int32(leaderEpoch);
      writer.int64(BigInt(offset));
      if (version >= FLEXIBLE) writer.int32(-1); // last epoch: for followers
      writer.int64(-1n); // log start: for followers
      writer.int32(maxPartitionBytes);
      writer.noTags();
    }
    writer.noTags();
  }
  writer.length(0); // topics that leave the session
  writer.string(''); // rack
  writer.noTags();
  return [writer.bytes];
}

function decode(bytes: Buffer, version: number): Fetched {
  const reader = new Reader(bytes, version, version >= FLEXIBLE);
  reader.skipTags(); // of the header
  const throttleTimeMs = reader.int32();
  throwIfRefused(reader.int16());
  reader.int32(); // session
  const fetched: FetchedPartition[] = [];
  for (let topics = reader.length(); topics > 0; topics--) {
    const topic = version >= BY_ID ? uuid.read(reader) : reader.string()!;
    for (let partitions = reader.length(); partitions > 0; partitions--) fetched.push(partitionOf(topic, reader));
    reader.skipTags();
  }
  return { throttleTimeMs, isById: version >= BY_ID, partitions: fetched };
}

function partitionOf(topic: string, reader: Reader): FetchedPartition {
  const partition = reader.int32();
  const error = protocolError(reader.int16());
  const highWatermark = Number(reader.int64());
  const lastStableOffset = Number(reader.int64());
  reader.int64(); // log start
  const aborted: AbortedTransaction[] = [];
  for (let count = reader.length(); count > 0; count--) {
    aborted.push({ producerId: reader.int64(), firstOffset: Number(reader.int64()) });
    reader.skipTags();
  }
  reader.int32(); // preferred replica
  const records = reader.raw(Math.max(reader.length(), 0));
  reader.skipTags();
  return { topic, partition, error, highWatermark, lastStableOffset, aborted, records };
}

/** Encoded by hand: this and Produce are most of what is ever sent. */
export const fetch: Request<FetchRequest, Fetched> = {
  name: 'Fetch',
  key: 1,
  versions: [11, BY_ID],
  newestFor: ({ topics }) => (topics.every(({ id }) => id !== ZERO_UUID) ? BY_ID : FLEXIBLE),
  encode,
  decode,
};
