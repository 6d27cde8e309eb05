const LENGTH_BYTES = 4;

/** Cuts what a socket receives into frames; the length of each goes before it. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #buffered = 0;
  #needed = LENGTH_BYTES;

  /** @returns the frames that `chunk` completes; a large one is copied once, when it is whole */
  read(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    const frames: Buffer[] = [];
    while (this.#buffered >= this.#needed) {
      const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
      const end = LENGTH_BYTES + bytes.readUInt32BE(0);
      const isWhole = bytes.length >= end;
      if (isWhole) frames.push(bytes.subarray(LENGTH_BYTES, end));
      const rest = isWhole ? bytes.subarray(end) : bytes;
      this.#chunks = [rest];
      this.#buffered = rest.length;
      this.#needed = isWhole ? LENGTH_BYTES : end;
    }
    return frames;
  }
}
