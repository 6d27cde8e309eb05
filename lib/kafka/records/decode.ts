import type { ReceivedMessage } from '../message';
import { decompress } from './compression';
import { FIELD, MAGIC } from './record-batch';

/** A record batch as a broker stores it. Producer ids stay bigints: they are only compared. */
export interface DecodedBatch {
  readonly firstOffset: number;
  /** Offset behind the batch: compaction may have taken its last records. */
  readonly nextOffset: number;
  readonly producerId: bigint;
  readonly isTransactional: boolean;
  /** Transaction markers: not for users. */
  readonly isControl: boolean;
  readonly messages: readonly ReceivedMessage[];
}

const COMPRESSION_MASK = 0x07;
const APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;

/** Decodes whole batches; a torn last one is what `maxBytes` of a fetch cut off, and comes again with the next. */
export function decodeBatches(partition: number, bytes: Buffer): DecodedBatch[] {
  const batches: DecodedBatch[] = [];
  for (let at = 0; at + FIELD.records <= bytes.length;) {
    const end = at + FIELD.leaderEpoch + bytes.readInt32BE(at + FIELD.length);
    if (end > bytes.length) break;
    batches.push(decodeBatch(partition, bytes.subarray(at, end)));
    at = end;
  }
  return batches;
}

function decodeBatch(partition: number, batch: Buffer): DecodedBatch {
  const magic = batch[FIELD.magic]!;
  if (magic !== MAGIC) throw new Error(`message format ${magic} is older than Kafka 0.11 and not supported`);
  const attributes = batch.readInt16BE(FIELD.attributes);
  const firstOffset = Number(batch.readBigInt64BE(0));
  const isControl = (attributes & CONTROL) !== 0;
  const records = decompress(attributes & COMPRESSION_MASK, batch.subarray(FIELD.records));
  return {
    firstOffset,
    nextOffset: firstOffset + batch.readInt32BE(FIELD.lastOffsetDelta) + 1,
    producerId: batch.readBigInt64BE(FIELD.producerId),
    isTransactional: (attributes & TRANSACTIONAL) !== 0,
    isControl,
    messages: new RecordReader(records).readAll(batch.readInt32BE(FIELD.count), {
      partition,
      firstOffset,
      firstTimestamp: Number(batch.readBigInt64BE(FIELD.firstTimestamp)),
      appendTime: (attributes & APPEND_TIME) === 0 ? undefined : Number(batch.readBigInt64BE(FIELD.maxTimestamp)),
    }),
  };
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
