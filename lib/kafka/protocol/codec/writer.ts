/**
 * Writes fields in the encoding of one version of a request: the flexible one of newer versions (KIP-482), where lengths are
 * varints, one more than they say, and each structure ends with tagged fields, or the older one, where lengths are integers.
 */
export class Writer {
  #bytes = Buffer.allocUnsafe(256);
  #at = 0;

  constructor(
    readonly version: number,
    readonly isFlexible: boolean,
  ) {}

  /** A view of what was written so far. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  int8(value: number): void {
    this.#room(1);
    this.#at = this.#bytes.writeInt8(value, this.#at);
  }

  int16(value: number): void {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(value, this.#at);
  }

  int32(value: number): void {
    this.#room(4);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
  }

  int64(value: bigint): void {
    this.#room(8);
    this.#at = this.#bytes.writeBigInt64BE(value, this.#at);
  }

  float64(value: number): void {
    this.#room(8);
    this.#at = this.#bytes.writeDoubleBE(value, this.#at);
  }

  raw(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  string(text: string | null): void {
    const length = text === null ? -1 : Buffer.byteLength(text);
    if (this.isFlexible) this.varint(length + 1);
    else this.int16(length);
    if (text === null) return;
    this.#room(length);
    this.#at += this.#bytes.write(text, this.#at);
  }

  /** Of an array or of bytes; -1 for null. */
  length(length: number): void {
    if (this.isFlexible) this.varint(length + 1);
    else this.int32(length);
  }

  /** Unsigned. */
  varint(value: number): void {
    this.#room(5);
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#bytes[this.#at++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.#at++] = rest;
  }

  /** Ends a structure, or a header. */
  noTags(): void {
    if (this.isFlexible) this.varint(0);
  }

  /** Ends a structure that has tagged fields. @param write what each consists of, by its number, in their order */
  tags(fields: ReadonlyMap<number, (writer: Writer) => void>): void {
    if (!this.isFlexible) return;
    this.varint(fields.size);
    for (const [tag, write] of fields) {
      const field = new Writer(this.version, this.isFlexible);
      write(field);
      this.varint(tag);
      this.varint(field.#at);
      this.raw(field.bytes);
    }
  }

  #room(needed: number): void {
    if (this.#at + needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + needed));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}
