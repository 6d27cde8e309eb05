import { groupBy } from '../../group-by';
import { Reader } from '../codec/reader';
import { Writer } from '../codec/writer';
import { protocolError, type ProtocolError } from '../protocol-error';
import type { Answered, Request } from '../request';

const ACKS_ALL = -1;

export interface ProduceRequest {
  /** Of one partition each, and each partition once. */
  readonly batches: readonly PartitionBatch[];
  /** How long the broker waits for the in-sync replicas. */
  readonly replicationTimeoutMs: number;
  readonly transactionalId?: string | undefined;
}

export interface PartitionBatch {
  readonly topic: string;
  readonly partition: number;
  /** One record batch, in parts. */
  readonly batch: readonly Uint8Array[];
}

/** Bytes. */
export const sizeOf = (batch: readonly Uint8Array[]): number => batch.reduce((sum, { length }) => sum + length, 0);

export interface ProduceAnswer extends Answered {
  /** In whatever order. */
  readonly partitions: readonly PartitionAnswer[];
}

export interface PartitionAnswer {
  readonly topic: string;
  readonly partition: number;
  readonly error: ProtocolError | undefined;
  /** Offset of the batch's first record. */
  readonly firstOffset: number;
  /** When the leader stored it, milliseconds since 1970; -1 where messages keep their own timestamps. */
  readonly appendTime: number;
  readonly logStartOffset: number;
  /** Records that are the cause of the error, by their index in the batch. */
  readonly refused: ReadonlyMap<number, string>;
}

function encode({ batches, replicationTimeoutMs, transactionalId }: ProduceRequest, version: number): Uint8Array[] {
  const topics = groupBy(batches, ({ topic }) => topic);
  const writer = new Writer(version, false);
  /** Where batches go between what is written. */
  const gaps: { readonly at: number; readonly batch: readonly Uint8Array[] }[] = [];
  writer.string(transactionalId ?? null);
  writer.int16(ACKS_ALL);
  writer.int32(replicationTimeoutMs);
  writer.length(topics.size);
  for (const [topic, ofTopic] of topics) {
    writer.string(topic);
    writer.length(ofTopic.length);
    for (const { partition, batch } of ofTopic) {
      writer.int32(partition);
      writer.length(sizeOf(batch));
      gaps.push({ at: writer.bytes.length, batch });
    }
  }
  const { bytes } = writer;
  return gaps.flatMap(({ at, batch }, index) => [bytes.subarray(gaps[index - 1]?.at ?? 0, at), ...batch]);
}

function decode(bytes: Buffer, version: number): ProduceAnswer {
  const reader = new Reader(bytes, version, false);
  const partitions: PartitionAnswer[] = [];
  for (let topics = reader.length(); topics > 0; topics--) {
    const topic = reader.string()!;
    for (let count = reader.length(); count > 0; count--) partitions.push(partitionOf(topic, reader));
  }
  return { partitions, throttleTimeMs: reader.int32() };
}

function partitionOf(topic: string, reader: Reader): PartitionAnswer {
  const partition = reader.int32();
  const error = protocolError(reader.int16());
  const firstOffset = Number(reader.int64());
  const appendTime = Number(reader.int64());
  const logStartOffset = Number(reader.int64());
  const refused = new Map<number, string>();
  for (let count = reader.length(); count > 0; count--) {
    refused.set(reader.int32(), reader.string() ?? error?.message ?? 'refused');
  }
  const message = reader.string();
  const told = error && message !== null ? { ...error, message } : error;
  return { topic, partition, error: told, firstOffset, appendTime, logStartOffset, refused };
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
