import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip as gzipWith } from 'node:zlib';
import type { ReceivedMessage } from '../kafka';
import { publish } from './durable';
import { segmentFile, unfinished } from './layout';
import type { Segment } from './manifest';
import { fingerprint, recordLine } from './record';

const gzip = promisify(gzipWith) as (text: string, options: { readonly level: number }) => Promise<Buffer>;

/** Compressed at once, on another thread. */
const BLOCK_CHARACTERS = 256 * 1024;
/** Of a file before it is compressed, which makes a tenth to a half of that. What a killed backup has to take again is less. */
export const SEGMENT_CHARACTERS = 64 * 1024 * 1024;
/** The fastest: how fast a backup is hangs on it. */
const LEVEL = 1;

/** Writes the records of one partition into files of bounded size, holding one block of them. */
export class SegmentWriter {
  #text = '';
  #characters = 0;
  #first: number | undefined;
  #last: ReceivedMessage | undefined;
  #records = 0;
  #maxTimestamp = -1;
  #bytes = 0;
  #hash: Hash = createHash('sha256');
  #file: FileHandle | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** @param onSegment told each file that is finished: it is on the disk by then */
  constructor(
    private readonly folder: string,
    private readonly partition: number,
    private readonly onSegment: (segment: Segment) => Promise<void>,
    private readonly maxCharacters = SEGMENT_CHARACTERS,
  ) {}

  /** In order of their offsets. */
  async append(messages: readonly ReceivedMessage[]): Promise<void> {
    for (const message of messages) {
      this.#first ??= message.offset;
      this.#last = message;
      this.#records++;
      if (message.timestamp > this.#maxTimestamp) this.#maxTimestamp = message.timestamp;
      this.#text += recordLine(message);
      if (this.#text.length >= BLOCK_CHARACTERS) await this.#flush();
      if (this.#characters >= this.maxCharacters) await this.finish();
    }
  }

  /** Finishes the file that is open, if there is one. */
  async finish(): Promise<void> {
    if (this.#first === undefined) return;
    await this.#flush();
    await this.#writing;
    const file = segmentFile(this.partition, this.#first);
    await this.#file!.sync();
    await this.#file!.close();
    this.#file = undefined;
    await publish(join(this.folder, file));
    const segment: Segment = {
      file,
      firstOffset: this.#first,
      lastOffset: this.#last!.offset,
      records: this.#records,
      maxTimestamp: this.#maxTimestamp,
      bytes: this.#bytes,
      sha256: this.#hash.digest('hex'),
      lastSha256: fingerprint(this.#last!),
    };
    this.#first = undefined;
    this.#records = this.#bytes = this.#characters = 0;
    this.#maxTimestamp = -1;
    this.#hash = createHash('sha256');
    await this.onSegment(segment);
  }

  /** Gives up the file that is open: nobody will name it. */
  async discard(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file?.close();
    this.#file = undefined;
    if (this.#first !== undefined) await rm(this.#path(), { force: true });
  }

  #path(): string {
    return unfinished(join(this.folder, segmentFile(this.partition, this.#first!)));
  }

  /** One block at a time is on its way, while the next is gathered. */
  async #flush(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    this.#characters += text.length;
    await this.#writing;
    if (text === '') return;
    this.#writing = this.#write(text);
    // Whoever awaits it next is told.
    this.#writing.catch(() => undefined);
  }

  async #write(text: string): Promise<void> {
    const block = await gzip(text, { level: LEVEL });
    if (!this.#file) {
      await mkdir(dirname(this.#path()), { recursive: true });
      this.#file = await open(this.#path(), 'w');
    }
    for (let at = 0; at < block.length;) at += (await this.#file.write(block, at)).bytesWritten;
    this.#hash.update(block);
    this.#bytes += block.length;
  }
}
