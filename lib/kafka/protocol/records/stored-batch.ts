import type { ReceivedMessage } from '../../message';
import { KafkaError } from '../errors';
import { CODEC } from './compression';
import { crc32c } from './crc32c';
import { FIELD, MAGIC } from './record-batch';
import { RecordReader } from './record-reader';

const COMPRESSION_MASK = 0x07;
const APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;

/** A record batch as a broker stores it. Its records are not decoded before they are asked for. */
export class StoredBatch {
  readonly firstOffset: number;
  readonly lastOffset: number;
  /** Of the leader that stored it. */
  readonly leaderEpoch: number;
  /** Producer ids stay bigints: they are only compared. */
  readonly producerId: bigint;
  readonly #attributes: number;

  constructor(private readonly bytes: Buffer) {
    const magic = bytes[FIELD.magic]!;
    if (magic !== MAGIC) throw new Error(`message format ${magic} is older than Kafka 0.11 and not supported`);
    this.firstOffset = Number(bytes.readBigInt64BE(0));
    // Not that of the last record: compaction may have taken it.
    this.lastOffset = this.firstOffset + bytes.readInt32BE(FIELD.lastOffsetDelta);
    this.leaderEpoch = bytes.readInt32BE(FIELD.leaderEpoch);
    this.producerId = bytes.readBigInt64BE(FIELD.producerId);
    this.#attributes = bytes.readInt16BE(FIELD.attributes);
  }

  /** Records in it. */
  get count(): number {
    return this.bytes.readInt32BE(FIELD.count);
  }

  /** Milliseconds since 1970. */
  get maxTimestamp(): number {
    return Number(this.bytes.readBigInt64BE(FIELD.maxTimestamp));
  }

  get isTransactional(): boolean {
    return (this.#attributes & TRANSACTIONAL) !== 0;
  }

  /** Transaction markers: not for users. */
  get isControl(): boolean {
    return (this.#attributes & CONTROL) !== 0;
  }

  /** Whether the bytes are those that the producer sent. @throws {KafkaError} `UNREADABLE_BATCH` */
  check(place: Place): void {
    const [stored, computed] = [this.bytes.readUInt32BE(FIELD.crc), crc32c(this.bytes, FIELD.attributes)];
    if (stored === computed) return;
    const text = `its checksum is ${hex(stored)}, and that of its bytes ${hex(computed)}`;
    throw damaged(
      { ...place, offset: this.firstOffset },
      `a batch up to offset ${this.lastOffset} is damaged: ${text}`,
    );
  }

  /** @param maxBytes what decompresses to more is refused */
  async decode(partition: number, maxBytes?: number): Promise<ReceivedMessage[]> {
    const codec = this.#attributes & COMPRESSION_MASK;
    if (codec === CODEC.none) return this.messages(partition);
    // Loaded when first needed: most programs meet no compression.
    const { decompress } = await import('./decompression.ts');
    return this.#read(await decompress(codec, this.bytes.subarray(FIELD.records), maxBytes), partition);
  }

  /** As `decode`, of a batch that is not compressed. */
  messages(partition: number): ReceivedMessage[] {
    return this.#read(this.bytes.subarray(FIELD.records), partition);
  }

  #read(records: Buffer, partition: number): ReceivedMessage[] {
    return new RecordReader(records).readAll(this.count, {
      partition,
      firstOffset: this.firstOffset,
      firstTimestamp: Number(this.bytes.readBigInt64BE(FIELD.firstTimestamp)),
      appendTime: (this.#attributes & APPEND_TIME) === 0 ? undefined : this.maxTimestamp,
    });
  }
}

/** Where bytes were asked for. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** That sent them. @default - not told */
  readonly broker?: number | undefined;
}

/**
 * Whole batches only; a torn last one is what the size limit of a fetch cut off, and comes again with the next.
 * @throws {KafkaError} `UNREADABLE_BATCH` for what cannot follow each other in a log
 */
export function storedBatches(bytes: Buffer, place: Place): StoredBatch[] {
  const batches: StoredBatch[] = [];
  let offset = 0;
  for (let at = 0; at + FIELD.records <= bytes.length;) {
    const length = bytes.readInt32BE(at + FIELD.length);
    const end = at + FIELD.leaderEpoch + length;
    if (end < at + FIELD.records) throw damaged(place, `a batch of ${length} bytes is announced, which none is`);
    if (end > bytes.length) break;
    const batch = new StoredBatch(bytes.subarray(at, end));
    const { firstOffset, lastOffset } = batch;
    if (firstOffset < offset || lastOffset < firstOffset)
      throw damaged(place, `a batch has the offsets ${firstOffset} to ${lastOffset}, behind one up to ${offset - 1}`);
    batches.push(batch);
    offset = lastOffset + 1;
    at = end;
  }
  return batches;
}

/** Of bytes that no broker sends, or no producer sent. */
export function damaged({ topic, partition, offset, broker }: Place, reason: string): KafkaError {
  const from = broker === undefined ? '' : ` (read from broker ${broker})`;
  const text = `${topic}/${partition}, offset ${offset}: ${reason}${from}`;
  return new KafkaError('UNREADABLE_BATCH', text, { topic, partition, broker });
}

const hex = (checksum: number): string => `0x${checksum.toString(16).padStart(8, '0')}`;
