import type { BrokerConnection } from '../network/connection';
import { NoAnswerError } from '../network/no-answer-error';
import { produce, type PartitionBatch } from '../protocol/requests/produce';
import type { Parcel } from './parcel';

/** How long the leader waits for its followers. They are out of the in-sync set a session time-out after they died. */
const REPLICATION_TIMEOUT_MS = 15_000;

/** Sends parcels in one request, and tells each what became of it. */
export async function exchange(
  connection: BrokerConnection,
  parcels: readonly Parcel[],
  transactionalId: string | undefined,
): Promise<void> {
  const asked = { batches: parcels, replicationTimeoutMs: REPLICATION_TIMEOUT_MS, transactionalId };
  const answering = connection.send(produce, asked, { timeoutMs: REPLICATION_TIMEOUT_MS + 2000 });
  const request = { connection, waiting: parcels.length };
  for (const parcel of parcels) parcel.sentIn(request);
  try {
    const answers = new Map((await answering).partitions.map((answer) => [keyOf(answer), answer]));
    for (const parcel of parcels) {
      const answer = answers.get(keyOf(parcel));
      if (answer) parcel.resolve(answer);
      else parcel.reject(new NoAnswerError(`the answer says nothing of ${parcel.topic}/${parcel.partition}`));
    }
  } catch (error) {
    for (const { reject } of parcels) reject(error);
  }
}

const keyOf = ({ topic, partition }: Pick<PartitionBatch, 'topic' | 'partition'>): string => `${topic} ${partition}`;
