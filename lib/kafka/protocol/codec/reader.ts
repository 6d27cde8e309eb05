const NONE = new Map<number, never>();

/** Reads what {@link Writer} writes. Whatever does not fit into the bytes there are is a `RangeError`. */
export class Reader {
  #at = 0;

  constructor(
    private readonly bytes: Buffer,
    readonly version: number,
    readonly isFlexible: boolean,
  ) {}

  get left(): number {
    return this.bytes.length - this.#at;
  }

  int8(): number {
    return this.bytes.readInt8((this.#at += 1) - 1);
  }

  int16(): number {
    return this.bytes.readInt16BE((this.#at += 2) - 2);
  }

  int32(): number {
    return this.bytes.readInt32BE((this.#at += 4) - 4);
  }

  int64(): bigint {
    return this.bytes.readBigInt64BE((this.#at += 8) - 8);
  }

  float64(): number {
    return this.bytes.readDoubleBE((this.#at += 8) - 8);
  }

  /** A view: copy what is kept for long. */
  raw(length: number): Buffer {
    if (length > this.left) throw new RangeError(`${length} bytes are announced, and ${this.left} are left`);
    return this.bytes.subarray(this.#at, (this.#at += length));
  }

  string(): string | null {
    const length = this.isFlexible ? this.varint() - 1 : this.int16();
    return length < 0 ? null : this.raw(length).toString();
  }

  /** Of an array or of bytes; -1 for null. Never more than the bytes that are left: what is counted takes one at least. */
  length(): number {
    const length = this.isFlexible ? this.varint() - 1 : this.int32();
    if (length > this.left) throw new RangeError(`a length of ${length} is announced, and ${this.left} bytes are left`);
    return length;
  }

  /** Unsigned. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes.readUInt8(this.#at++);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new RangeError('a length of more than 5 bytes');
  }

  skipTags(): void {
    this.tags(NONE);
  }

  /**
   * The tagged fields that end a structure. Newer brokers tell more than these clients know.
   * @param read what reads those that are known, by their numbers
   */
  tags(read: ReadonlyMap<number, (field: Reader) => void>): void {
    if (!this.isFlexible) return;
    for (let count = this.varint(); count > 0; count--) {
      const known = read.get(this.varint());
      const bytes = this.raw(this.varint());
      known?.(new Reader(bytes, this.version, this.isFlexible));
    }
  }
}
