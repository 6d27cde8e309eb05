import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { topicFolder } from './layout';
import { writeManifest, type Gap, type PartitionBackup, type Segment, type TopicBackup } from './manifest';

/** The manifest of a topic while it is backed up: written anew with each file that is finished. */
export class TopicManifest {
  #backup: TopicBackup;
  #saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    backup: TopicBackup,
  ) {
    this.#backup = backup;
  }

  get backup(): TopicBackup {
    return this.#backup;
  }

  /** Makes the folders and says that a backup is under way. */
  async begin(): Promise<void> {
    for (const { partition } of this.#backup.partitions)
      await mkdir(join(topicFolder(this.folder, this.#backup.topic), String(partition)), { recursive: true });
    await this.#save();
  }

  /** That this file is there. */
  addSegment(partition: number, segment: Segment): Promise<void> {
    this.#change(partition, ({ segments }) => ({
      segments: [...segments, segment],
      nextOffset: segment.lastOffset + 1,
    }));
    return this.#save();
  }

  /** That nothing is left up to this offset. */
  reached(partition: number, nextOffset: number, gaps: readonly Gap[]): void {
    this.#change(partition, (before) => ({
      nextOffset: Math.max(before.nextOffset, nextOffset),
      gaps: [...before.gaps, ...gaps],
    }));
  }

  /** That these are not taken, since an open transaction withholds them. */
  withheld(partition: number, offsets: Gap): void {
    this.#change(partition, () => ({ withheld: offsets }));
  }

  /** @param isComplete whether all was taken that there was */
  async end(isComplete: boolean): Promise<void> {
    this.#backup = { ...this.#backup, isComplete };
    await this.#save();
  }

  #change(partition: number, change: (before: PartitionBackup) => Partial<PartitionBackup>): void {
    const partitions = this.#backup.partitions.map((one) =>
      one.partition === partition ? { ...one, ...change(one) } : one,
    );
    this.#backup = { ...this.#backup, partitions };
  }

  /** One at a time, each with all that is known by then. */
  #save(): Promise<void> {
    this.#saving = this.#saving.catch(() => undefined).then(() => writeManifest(this.folder, this.#backup));
    return this.#saving;
  }
}
