import type { ReceivedMessage } from '../../message';
import { CODEC } from './compression';
import { FIELD, MAGIC } from './record-batch';

const COMPRESSION_MASK = 0x07;
const APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;

/** A record batch as a broker stores it. Its records are not decoded before they are asked for. */
export class StoredBatch {
  readonly firstOffset: number;
  readonly lastOffset: number;
  /** Producer ids stay bigints: they are only compared. */
  readonly producerId: bigint;
  readonly #attributes: number;

  constructor(private readonly bytes: Buffer) {
    const magic = bytes[FIELD.magic]!;
    if (magic !== MAGIC) throw new Error(`message format ${magic} is older than Kafka 0.11 and not supported`);
    this.firstOffset = Number(bytes.readBigInt64BE(0));
    // Not that of the last record: compaction may have taken it.
    this.lastOffset = this.firstOffset + bytes.readInt32BE(FIELD.lastOffsetDelta);
    this.producerId = bytes.readBigInt64BE(FIELD.producerId);
    this.#attributes = bytes.readInt16BE(FIELD.attributes);
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

  async decode(partition: number): Promise<ReceivedMessage[]> {
    const codec = this.#attributes & COMPRESSION_MASK;
    if (codec === CODEC.none) return this.messages(partition);
    // Loaded when first needed: most programs meet no compression.
    const { decompress } = await import('./decompression.ts');
    return this.#read(await decompress(codec, this.bytes.subarray(FIELD.records)), partition);
  }

  /** As `decode`, of a batch that is not compressed. */
  messages(partition: number): ReceivedMessage[] {
    return this.#read(this.bytes.subarray(FIELD.records), partition);
  }

  #read(records: Buffer, partition: number): ReceivedMessage[] {
    return new RecordReader(records).readAll(this.bytes.readInt32BE(FIELD.count), {
      partition,
      firstOffset: this.firstOffset,
      firstTimestamp: Number(this.bytes.readBigInt64BE(FIELD.firstTimestamp)),
      appendTime: (this.#attributes & APPEND_TIME) === 0 ? undefined : this.maxTimestamp,
    });
  }
}

/** Whole batches only; a torn last one is what the size limit of a fetch cut off, and comes again with the next. */
export function storedBatches(bytes: Buffer): StoredBatch[] {
  const batches: StoredBatch[] = [];
  for (let at = 0; at + FIELD.records <= bytes.length;) {
    const end = at + FIELD.leaderEpoch + bytes.readInt32BE(at + FIELD.length);
    if (end > bytes.length) break;
    batches.push(new StoredBatch(bytes.subarray(at, end)));
    at = end;
  }
  return batches;
}

interface BatchContext {
  readonly partition: number;
  readonly firstOffset: number;
  readonly firstTimestamp: number;
  readonly appendTime: number | undefined;
}

const NO_HEADERS: ReceivedMessage['headers'] = Object.freeze({});

class RecordReader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  readAll(count: number, context: BatchContext): ReceivedMessage[] {
    const messages: ReceivedMessage[] = [];
    for (let i = 0; i < count; i++) messages.push(this.#record(context));
    return messages;
  }

  #record({ partition, firstOffset, firstTimestamp, appendTime }: BatchContext): ReceivedMessage {
    this.#varint(); // length
    this.#at++; // attributes
    const timestampDelta = this.#varlong();
    return {
      partition,
      offset: firstOffset + this.#varint(),
      timestamp: appendTime ?? firstTimestamp + timestampDelta,
      timestampType: appendTime === undefined ? 'create' : 'append',
      key: this.#bytes(),
      value: this.#bytes(),
      headers: this.#headers(),
    };
  }

  #headers(): ReceivedMessage['headers'] {
    const count = this.#varint();
    if (count === 0) return NO_HEADERS;
    const lists = new Map<string, (Buffer | null)[]>();
    for (let i = 0; i < count; i++) {
      const name = this.#bytes()?.toString() ?? '';
      const value = this.#bytes();
      const list = lists.get(name);
      if (list) list.push(value);
      else lists.set(name, [value]);
    }
    return Object.fromEntries([...lists].map(([name, list]) => [name, list.length === 1 ? list[0]! : list]));
  }

  #bytes(): Buffer | null {
    const length = this.#varint();
    if (length < 0) return null;
    const from = this.#at;
    this.#at += length;
    return this.bytes.subarray(from, this.#at);
  }

  #varint(): number {
    let byte = this.bytes[this.#at++]!;
    if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = this.bytes[this.#at++]!;
      value |= (byte & 0x7f) << shift;
    }
    return (value >>> 1) ^ -(value & 1);
  }

  /** Timestamps of one batch may lie further apart than 32 bits reach. */
  #varlong(): number {
    const from = this.#at;
    while (this.bytes[this.#at]! >= 0x80) this.#at++;
    const length = ++this.#at - from;
    if (length <= 4) {
      this.#at = from;
      return this.#varint();
    }
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 7n) | BigInt(this.bytes[from + i]! & 0x7f);
    return Number((value >> 1n) ^ -(value & 1n));
  }
}
