const LENGTH_BYTES = 4;
const ID_BYTES = 4;

/** Cuts what a socket receives into frames; the length of each goes before it. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #buffered = 0;
  #needed = LENGTH_BYTES;

  /**
   * @param maxBytes what announces a longer frame is no broker, or does not mean us
   * @param isExpected whether there is a question of that number: the rest of an answer to none is not waited for
   */
  constructor(
    private readonly maxBytes: number,
    private readonly isExpected: (correlationId: number) => boolean,
  ) {}

  /**
   * @returns the frames that `chunk` completes; a large one is copied once, when it is whole
   * @throws {RangeError} as soon as it is known that what comes is no answer
   */
  read(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    const frames: Buffer[] = [];
    while (this.#buffered >= this.#needed) {
      const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
      const end = this.#endOf(bytes);
      const isWhole = bytes.length >= end;
      if (isWhole) frames.push(bytes.subarray(LENGTH_BYTES, end));
      const rest = isWhole ? bytes.subarray(end) : bytes;
      this.#chunks = [rest];
      this.#buffered = rest.length;
      this.#needed = isWhole ? LENGTH_BYTES : bytes.length < LENGTH_BYTES + ID_BYTES ? LENGTH_BYTES + ID_BYTES : end;
    }
    return frames;
  }

  #endOf(bytes: Buffer): number {
    const length = bytes.readUInt32BE(0);
    if (length < ID_BYTES || length > this.maxBytes) throw new RangeError(`an answer of ${length} bytes is announced`);
    if (bytes.length >= LENGTH_BYTES + ID_BYTES) {
      const id = bytes.readInt32BE(LENGTH_BYTES);
      if (!this.isExpected(id)) throw new RangeError(`question ${id} is answered, which nobody asked`);
    }
    return LENGTH_BYTES + length;
  }
}
