import { read, type AdminOptions, type Client } from '../../kafka';
import type { TopicBackup } from '../manifest';
import { contentOfMessage, contentOfRecord, type BackupRecord } from '../record';
import { RecordCursor } from './record-cursor';

/** How a partition begins, beside its backup. */
export interface Beginning {
  /** Records that are the same, at the offsets 0, 1 … */
  readonly records: number;
  /** What comes behind those in the partition and not in the backup; undefined for nothing. */
  readonly difference: string | undefined;
}

export interface Compared extends AdminOptions {
  readonly folder: string;
  readonly backup: TopicBackup;
  /** What the topic is called in the cluster. */
  readonly topic: string;
  readonly partition: number;
  readonly onCompared: (records: number) => void;
  /** Whether Kafka may have removed some of its records since. */
  readonly mayLack: boolean;
}

/** Compares what is in a partition with its backup, record by record: key, value, headers and timestamp, in order. */
export async function commonBeginning(client: Client, compared: Compared): Promise<Beginning> {
  const { folder, backup, topic, partition, onCompared, mayLack, signal, deadlineMs } = compared;
  const cursor = new RecordCursor(folder, backup, partition);
  const options = { ...(signal && { signal }), ...(deadlineMs !== undefined && { deadlineMs }) };
  let records = 0;
  try {
    for await (const { messages } of read(client, { topic, partitions: [partition], ...options })) {
      for (const message of messages) {
        let record = cursor.take() ?? (await later(cursor));
        for (; mayLack && record !== undefined && records < message.offset; records++)
          record = cursor.take() ?? (await later(cursor));
        const difference =
          message.offset !== records
            ? `offset ${records} is missing`
            : record === undefined
              ? `offset ${records} is a record more than the backup has`
              : contentOfMessage(message) === contentOfRecord(record)
                ? undefined
                : `the record at offset ${records} is another one than in the backup, where it had offset ${record.offset}`;
        if (difference !== undefined) return { records, difference };
        records++;
      }
      onCompared(messages.length);
    }
    signal?.throwIfAborted();
    return { records, difference: undefined };
  } finally {
    await cursor.close();
  }
}

const later = async (cursor: RecordCursor): Promise<BackupRecord | undefined> =>
  (await cursor.more()) ? cursor.take() : undefined;
