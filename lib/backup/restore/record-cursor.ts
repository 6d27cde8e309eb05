import { topicFolder } from '../layout';
import type { TopicBackup } from '../manifest';
import { readSegments } from '../read-segments';
import type { BackupRecord } from '../record';

/** The records of one partition of a backup, one after another. */
export class RecordCursor {
  #records: readonly BackupRecord[] = [];
  #at = 0;
  readonly #blocks: AsyncGenerator<readonly BackupRecord[], void, undefined>;

  /** @param skip so many are left out at the beginning */
  constructor(folder: string, backup: TopicBackup, partition: number, skip = 0) {
    const { segments } = backup.partitions[partition]!;
    this.#blocks = readSegments(topicFolder(folder, backup.topic), segments, skip);
  }

  /** The next of those that are read already; undefined when more are to be read. */
  take(): BackupRecord | undefined {
    return this.#records[this.#at++];
  }

  /** Reads more. @returns whether there are */
  async more(): Promise<boolean> {
    const { value } = await this.#blocks.next();
    this.#records = value ?? [];
    this.#at = 0;
    return this.#records.length > 0;
  }

  async close(): Promise<void> {
    await this.#blocks.return();
  }
}
