import type { Delivery, Producer } from '../../kafka';
import { BackupError } from '../backup-error';
import { inPool } from '../in-pool';
import { recordsIn, type TopicBackup } from '../manifest';
import { messageOfRecord } from '../record';
import { RecordCursor } from './record-cursor';

/** Each holds a chunk of a file; what waits to be sent is bounded by the producer. */
const PARTITIONS_AT_ONCE = 8;

export interface Refilled {
  readonly folder: string;
  readonly backup: TopicBackup;
  /** What the topic is called in the cluster. */
  readonly topic: string;
  /** Of each partition, how many records are there already. */
  readonly there: readonly number[];
  readonly onStored: (records: number) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends what is missing, each partition in order. That of a record is acknowledged with the offset that it has in the backup's order
 * shows that nobody else writes there.
 * @throws {BackupError} where somebody does, or a record was not stored
 */
export async function refill(producer: Producer, refilled: Refilled): Promise<void> {
  const { folder, backup, topic, there, onStored, signal } = refilled;
  const failures: BackupError[] = [];
  const isOver = () => failures.length > 0 || signal?.aborted === true;
  let room: Promise<void> | undefined;

  const settle = (partition: number, expected: number, delivery: Delivery): void => {
    if (delivery.outcome === 'acked' && delivery.offset === expected) onStored(1);
    else failures.push(notAsExpected(topic, partition, expected, delivery));
  };

  await inPool(backup.partitions, PARTITIONS_AT_ONCE, async ({ partition, segments }) => {
    let next = there[partition]!;
    if (next >= recordsIn(segments)) return;
    const cursor = new RecordCursor(folder, backup, partition, next);
    try {
      while (!isOver() && (await cursor.more())) {
        for (let record = cursor.take(); record; record = cursor.take()) {
          while (room) await room;
          if (isOver()) return;
          const expected = next++;
          const full = producer.enqueue(messageOfRecord(record, { topic, partition }), (delivery) =>
            settle(partition, expected, delivery),
          );
          if (full) room = full.finally(() => (room = undefined));
        }
      }
    } finally {
      await cursor.close();
    }
  });
  if (signal?.aborted) return;
  await producer.flush();
  const [failure] = failures;
  if (failure) throw failure;
}

function notAsExpected(topic: string, partition: number, expected: number, delivery: Delivery): BackupError {
  if (delivery.outcome === 'acked')
    return new BackupError(
      `${topic}/${partition} stored a record at offset ${delivery.offset}, where ${expected} comes next: somebody else writes to "${topic}"; stop that, delete the topic and restore it again`,
      5,
    );
  const { message } = delivery.error;
  return new BackupError(`${message}; the same command goes on where this one stopped`, 4, { cause: delivery.error });
}
