import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { KafkaError } from '../kafka/protocol/errors';
import type { Delivery } from '../kafka/producer/delivery';
import { auditHeader } from './audit-header';
import type { Destination } from './destination';
import type { JournalLine } from './journal-line';
import { newRunId } from './run-id';

const WRITE_CHARACTERS = 65_536;

/** A producer's journal as newline-delimited JSON, one line a message, for `npm run audit`. */
export class JournalFile {
  readonly run = newRunId();
  #lines = '';
  #sent = 0;
  #checksum = 0;

  private constructor(
    private readonly path: string,
    private readonly file: number,
  ) {}

  /** @throws {KafkaError} `JOURNAL` when the file exists already, or cannot be written */
  static create(path: string): JournalFile {
    try {
      return new JournalFile(path, openSync(path, 'wx'));
    } catch (error) {
      throw journalError(path, error);
    }
  }

  /** Says, before the first message, where they go to: `npm run audit` reads it there. */
  begin({ topic, clusterId }: Destination): void {
    this.#append({ run: this.run, topic, clusterId });
  }

  /** A header for the next message, and what is to be told of its delivery. */
  next(key: string | null): { header: readonly [name: string, value: string]; settle: (delivery: Delivery) => void } {
    const seq = this.#sent++;
    return { header: auditHeader(this.run, seq), settle: (delivery) => this.#settle(seq, key, delivery) };
  }

  /** Writes what has come together, when it is enough to be worth it. @throws {KafkaError} `JOURNAL` */
  drain(): void {
    if (this.#lines.length >= WRITE_CHARACTERS) this.#write();
  }

  /** To be called when every message has its outcome. @throws {KafkaError} `JOURNAL` */
  close(): void {
    this.#append({ run: this.run, sent: this.#sent, checksum: this.#checksum });
    this.#write();
    closeSync(this.file);
  }

  #settle(seq: number, key: string | null, delivery: Delivery): void {
    const { run } = this;
    if (delivery.outcome === 'acked') this.#append({ run, seq, key, ...delivery });
    else this.#append({ run, seq, key, outcome: delivery.outcome });
  }

  #append(line: JournalLine): void {
    const text = `${JSON.stringify(line)}\n`;
    this.#checksum = crc32(text, this.#checksum);
    this.#lines += text;
  }

  /** At once and not behind the producer's back: a process that is killed leaves all that it has written. */
  #write(): void {
    try {
      for (let left = Buffer.from(this.#lines); left.length > 0;) left = left.subarray(writeSync(this.file, left));
      this.#lines = '';
    } catch (error) {
      throw journalError(this.path, error);
    }
  }
}

function journalError(path: string, error: unknown): KafkaError {
  const { code, message } = error as NodeJS.ErrnoException;
  const text =
    code === 'EEXIST'
      ? `journal ${path} exists: remove it, or choose another file`
      : `journal ${path} cannot be written: ${message}`;
  return new KafkaError('JOURNAL', text, { cause: error });
}
