/**
 * Writes and reads the flexible encoding of newer requests (KIP-482), which kafkajs does not speak: lengths are varints, one
 * more than they say, and each structure ends with tagged fields, of which there are none here.
 */
export class CompactWriter {
  readonly #parts: number[] = [];

  get bytes(): Buffer {
    return Buffer.from(this.#parts);
  }

  int8(value: number): this {
    this.#parts.push(value & 0xff);
    return this;
  }

  int16(value: number): this {
    this.#parts.push((value >> 8) & 0xff, value & 0xff);
    return this;
  }

  int32(value: number): this {
    return this.int16(value >> 16).int16(value);
  }

  int64(value: bigint): this {
    return this.int32(Number(BigInt.asIntN(32, value >> 32n))).int32(Number(BigInt.asIntN(32, value)));
  }

  boolean(value: boolean): this {
    this.#parts.push(value ? 1 : 0);
    return this;
  }

  string(text: string | null): this {
    if (text === null) return this.#length(0);
    const bytes = Buffer.from(text);
    this.#length(bytes.length + 1);
    this.#parts.push(...bytes);
    return this;
  }

  array<Item>(items: readonly Item[], write: (item: Item) => void): this {
    this.#length(items.length + 1);
    items.forEach(write);
    return this;
  }

  /** Null, which is not an empty one. */
  noArray(): this {
    return this.#length(0);
  }

  noTags(): this {
    return this.#length(0);
  }

  #length(value: number): this {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#parts.push((rest & 0x7f) | 0x80);
    this.#parts.push(rest);
    return this;
  }
}

export class CompactReader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  int16(): number {
    return this.bytes.readInt16BE((this.#at += 2) - 2);
  }

  int32(): number {
    return this.bytes.readInt32BE((this.#at += 4) - 4);
  }

  int64(): bigint {
    return this.bytes.readBigInt64BE((this.#at += 8) - 8);
  }

  boolean(): boolean {
    return this.bytes[this.#at++] !== 0;
  }

  uuid(): string {
    return this.bytes.toString('hex', this.#at, (this.#at += 16));
  }

  string(): string | null {
    const length = this.#length() - 1;
    return length < 0 ? null : this.bytes.toString('utf8', this.#at, (this.#at += length));
  }

  array<Item>(read: () => Item): Item[] {
    return Array.from({ length: Math.max(this.#length() - 1, 0) }, read);
  }

  skipTags(): void {
    for (let count = this.#length(); count > 0; count--) {
      this.#length();
      this.#at += this.#length();
    }
  }

  #length(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.#at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
}
