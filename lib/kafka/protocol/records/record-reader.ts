import type { ReceivedHeader, ReceivedMessage } from '../../message';

interface BatchContext {
  readonly partition: number;
  readonly firstOffset: number;
  readonly firstTimestamp: number;
  readonly appendTime: number | undefined;
}

const NO_HEADERS: readonly ReceivedHeader[] = Object.freeze([]);

/** Reads the records of one batch. Whatever does not fit into the bytes there are is a `RangeError`. */
export class RecordReader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  readAll(count: number, context: BatchContext): ReceivedMessage[] {
    const messages: ReceivedMessage[] = [];
    for (let i = 0; i < count; i++) {
      messages.push(this.#record(context));
      if (this.#at > this.bytes.length) throw new RangeError(`record ${i} of ${count} ends behind the last byte`);
    }
    if (this.#at < this.bytes.length)
      throw new RangeError(`${this.bytes.length - this.#at} bytes follow the last record`);
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

  #headers(): readonly ReceivedHeader[] {
    const count = this.#varint();
    if (count === 0) return NO_HEADERS;
    const headers: ReceivedHeader[] = [];
    for (let i = 0; i < count && this.#at <= this.bytes.length; i++)
      headers.push([this.#bytes()?.toString() ?? '', this.#bytes()]);
    return headers;
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
