const FIRST_BYTES = 64 * 1024;
const MAX_BYTES_OF_CHARACTER = 3;

/** What is printed at once: text and bytes, one after the other, none of which is changed. */
export class Printout {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #size = 0;

  /** All of it; what is added later changes it no more. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }

  addText(text: string): void {
    this.#reserve(text.length * MAX_BYTES_OF_CHARACTER);
    this.#size += this.#bytes.write(text, this.#size);
  }

  addBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
  }

  #reserve(more: number): void {
    const needed = this.#size + more;
    if (needed > this.#bytes.length)
      this.#bytes = Buffer.concat([this.bytes], Math.max(needed, 2 * this.#bytes.length));
  }
}
