const LENGTH_BYTES = 4;
const ID_BYTES = 4;

/** Puts together the frames that a socket receives; the length of each goes before it. */
export class FrameReader {
  /** The length of a frame and its correlation id, as far as they came. */
  readonly #head = Buffer.alloc(LENGTH_BYTES + ID_BYTES);
  #headFilled = 0;
  #frame: Buffer | undefined;
  #frameFilled = 0;

  /**
   * @param maxBytes what announces a longer frame is no broker, or does not mean us
   * @param isExpected whether there is a question of that number: the rest of an answer to none is not waited for
   */
  constructor(
    private readonly maxBytes: number,
    private readonly isExpected: (correlationId: number) => boolean,
  ) {}

  /**
   * @param chunk its bytes are copied: they may be overwritten afterwards
   * @returns the frames that it completes
   * @throws {RangeError} as soon as it is known that what comes is no answer
   */
  read(chunk: Uint8Array): Buffer[] {
    const frames: Buffer[] = [];
    for (let at = 0; at < chunk.length;) {
      at += this.#frame ? this.#fill(this.#frame, chunk, at) : this.#begin(chunk, at);
      if (this.#frame?.length !== this.#frameFilled) continue;
      frames.push(this.#frame);
      this.#frame = undefined;
    }
    return frames;
  }

  #fill(frame: Buffer, chunk: Uint8Array, at: number): number {
    const copied = copy(frame, this.#frameFilled, chunk, at);
    this.#frameFilled += copied;
    return copied;
  }

  #begin(chunk: Uint8Array, at: number): number {
    const copied = copy(this.#head, this.#headFilled, chunk, at);
    this.#headFilled += copied;
    if (this.#headFilled < LENGTH_BYTES) return copied;
    const length = this.#head.readUInt32BE(0);
    if (length < ID_BYTES || length > this.maxBytes) throw new RangeError(`an answer of ${length} bytes is announced`);
    if (this.#headFilled < this.#head.length) return copied;
    const id = this.#head.readInt32BE(LENGTH_BYTES);
    if (!this.isExpected(id)) throw new RangeError(`question ${id} is answered, which nobody asked`);
    this.#frame = Buffer.allocUnsafe(length);
    this.#frameFilled = this.#head.copy(this.#frame, 0, LENGTH_BYTES);
    this.#headFilled = 0;
    return copied;
  }
}

/** @returns how many bytes fitted */
function copy(to: Buffer, toAt: number, from: Uint8Array, fromAt: number): number {
  const length = Math.min(to.length - toAt, from.length - fromAt);
  to.set(from.subarray(fromAt, fromAt + length), toAt);
  return length;
}
