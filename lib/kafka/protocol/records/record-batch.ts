import type { Headers } from '../../message';
import { crc32c } from './crc32c';
import { fieldSize, writeField } from './field';
import { encodeHeaders, headersSize, writeHeaders } from './headers';
import { varintSize, varlongSize, writeVarint, writeVarlong } from './varint';

/** Where the fields of a record batch lie. @see https://kafka.apache.org/39/documentation.html#recordbatch */
export const FIELD = {
  length: 8,
  leaderEpoch: 12,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  firstTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  firstSequence: 53,
  count: 57,
  records: 61,
} as const;

export const MAGIC = 2;

/** Who wrote a batch: with the sequence, what brokers recognise a repeated request by. */
export interface ProducerIdentity {
  readonly producerId: bigint;
  readonly epoch: number;
}

const MIN_CHUNK_BYTES = 512;
const MAX_CHUNK_BYTES = 64 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Encodes records as they come, straight into the bytes that are sent. Those are in chunks, each as large as what came before: so
 * nothing is copied while the batch grows, and it never holds much more than it needs.
 */
export class RecordBatchBuilder {
  count = 0;
  /** Bytes so far, the batch's own fields included. */
  size: number = FIELD.records;
  /** Bytes that are held for it, those not written yet included. */
  capacity = 0;
  readonly #full: Buffer[] = [];
  #chunk: Buffer = NOTHING;
  /** Where the chunk goes on. */
  #at = 0;
  #firstTimestamp = 0;
  #maxTimestamp = 0;

  /** Whether it can hold a record of that time: what is stored is the distance to its first one, exact up to 2^53. */
  reaches(timestamp: number): boolean {
    return Number.isSafeInteger(timestamp - this.#firstTimestamp);
  }

  /** One that throws has changed nothing. */
  append(
    key: Uint8Array | null,
    value: string | Uint8Array | null,
    headers: Headers | undefined,
    timestamp: number,
  ): void {
    const timestampDelta = this.count === 0 ? 0 : timestamp - this.#firstTimestamp;
    const valueLength = typeof value === 'string' ? Buffer.byteLength(value) : (value?.length ?? -1);
    const encodedHeaders = encodeHeaders(headers);
    const bodyLength =
      1 +
      varlongSize(timestampDelta) +
      varintSize(this.count) +
      fieldSize(key) +
      varintSize(valueLength) +
      Math.max(valueLength, 0) +
      headersSize(encodedHeaders);
    const length = varintSize(bodyLength) + bodyLength;
    if (this.#at + length > this.#chunk.length) this.#grow(length);

    const bytes = this.#chunk;
    let at = writeVarint(bytes, this.#at, bodyLength);
    bytes[at++] = 0; // attributes, unused by Kafka
    at = writeVarlong(bytes, at, timestampDelta);
    at = writeVarint(bytes, at, this.count);
    at = writeField(bytes, at, key);
    if (typeof value === 'string') {
      at = writeVarint(bytes, at, valueLength);
      at += bytes.write(value, at, valueLength, 'utf8');
    } else at = writeField(bytes, at, value);
    this.#at = writeHeaders(bytes, at, encodedHeaders);
    this.size += length;
    if (this.count++ === 0) this.#firstTimestamp = this.#maxTimestamp = timestamp;
    else if (timestamp > this.#maxTimestamp) this.#maxTimestamp = timestamp;
  }

  /** The records alone, in one piece, as they are compressed. */
  join(): Buffer {
    if (this.#full.length > 0) {
      this.#chunk = Buffer.concat(this.#chunks());
      this.#full.length = 0;
      this.#at = this.capacity = this.#chunk.length;
    }
    return this.#chunk.subarray(FIELD.records, this.#at);
  }

  /**
   * The finished batch. May be called again with another identity.
   * @param compressed what replaces the records, with the codec's number
   */
  seal(
    { producerId, epoch }: ProducerIdentity,
    firstSequence: number,
    flags: { readonly codec: number; readonly transactional: boolean },
    compressed?: Uint8Array,
  ): readonly [Buffer, ...Uint8Array[]] {
    const [first, ...others] = this.#chunks();
    const batch = compressed ? Buffer.from(first.subarray(0, FIELD.records)) : first;
    const rest = compressed ? [compressed] : others;
    const size = rest.reduce((sum, { length }) => sum + length, batch.length);
    batch.writeBigInt64BE(0n, 0);
    batch.writeInt32BE(size - FIELD.leaderEpoch, FIELD.length);
    batch.writeInt32BE(-1, FIELD.leaderEpoch);
    batch[FIELD.magic] = MAGIC;
    batch.writeInt16BE(flags.codec | (flags.transactional ? 0x10 : 0), FIELD.attributes);
    batch.writeInt32BE(this.count - 1, FIELD.lastOffsetDelta);
    batch.writeBigInt64BE(BigInt(this.#firstTimestamp), FIELD.firstTimestamp);
    batch.writeBigInt64BE(BigInt(this.#maxTimestamp), FIELD.maxTimestamp);
    batch.writeBigInt64BE(producerId, FIELD.producerId);
    batch.writeInt16BE(epoch, FIELD.producerEpoch);
    batch.writeInt32BE(firstSequence, FIELD.firstSequence);
    batch.writeInt32BE(this.count, FIELD.count);
    const parts = [batch, ...rest] as const;
    batch.writeUInt32BE(checksum(parts), FIELD.crc);
    return parts;
  }

  #chunks(): [Buffer, ...Buffer[]] {
    const last = this.#chunk.subarray(0, this.#at);
    const [first, ...others] = this.#full;
    return first ? [first, ...others, last] : [last];
  }

  #grow(needed: number): void {
    const isFirst = this.capacity === 0;
    const before = isFirst ? FIELD.records : 0;
    const usual = Math.min(MAX_CHUNK_BYTES, Math.max(MIN_CHUNK_BYTES, this.size));
    const chunk = Buffer.allocUnsafe(Math.max(usual, before + needed));
    if (!isFirst) this.#full.push(this.#chunk.subarray(0, this.#at));
    this.#chunk = chunk;
    this.#at = before;
    this.capacity += chunk.length;
  }
}

/** Of what comes behind it. Not in a loop: V8 would inline `crc32c` there, and that takes half as long again. */
function checksum(parts: readonly Uint8Array[]): number {
  let crc = 0;
  parts.forEach((part, index) => (crc = crc32c(part, index === 0 ? FIELD.attributes : 0, part.length, crc)));
  return crc;
}
