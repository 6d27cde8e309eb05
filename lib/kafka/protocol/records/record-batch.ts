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

/** Encodes records as they come, straight into the bytes that are sent. */
export class RecordBatchBuilder {
  count = 0;
  /** Bytes so far, the batch's own fields included. */
  size: number = FIELD.records;
  #bytes: Buffer;
  #firstTimestamp = 0;
  #maxTimestamp = 0;

  /** @param expectedBytes spares copies while the batch grows */
  constructor(expectedBytes: number) {
    this.#bytes = Buffer.allocUnsafe(Math.max(expectedBytes, 512));
  }

  append(
    key: Uint8Array | null,
    value: string | Uint8Array | null,
    headers: Headers | undefined,
    timestamp: number,
  ): void {
    if (this.count === 0) this.#firstTimestamp = this.#maxTimestamp = timestamp;
    else if (timestamp > this.#maxTimestamp) this.#maxTimestamp = timestamp;
    const timestampDelta = timestamp - this.#firstTimestamp;
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
    this.#reserve(varintSize(bodyLength) + bodyLength);

    const bytes = this.#bytes;
    let at = writeVarint(bytes, this.size, bodyLength);
    bytes[at++] = 0; // attributes, unused by Kafka
    at = writeVarlong(bytes, at, timestampDelta);
    at = writeVarint(bytes, at, this.count);
    at = writeField(bytes, at, key);
    if (typeof value === 'string') {
      at = writeVarint(bytes, at, valueLength);
      at += bytes.write(value, at, valueLength, 'utf8');
    } else at = writeField(bytes, at, value);
    this.size = writeHeaders(bytes, at, encodedHeaders);
    this.count++;
  }

  /** The records alone, as they are compressed. */
  get records(): Buffer {
    return this.#bytes.subarray(FIELD.records, this.size);
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
    const header = this.#bytes.subarray(0, FIELD.records);
    const parts = compressed
      ? ([Buffer.from(header), compressed] as const)
      : ([this.#bytes.subarray(0, this.size)] as const);
    const [batch] = parts;
    const size = parts.reduce((sum, { length }) => sum + length, 0);
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
    const [first, ...rest] = parts;
    let crc = crc32c(first, FIELD.attributes);
    for (const part of rest) crc = crc32c(part, 0, part.length, crc);
    batch.writeUInt32BE(crc, FIELD.crc);
    return parts;
  }

  #reserve(more: number): void {
    const needed = this.size + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.size);
    this.#bytes = larger;
  }
}
