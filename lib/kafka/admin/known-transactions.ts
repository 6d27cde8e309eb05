import type { Client } from '../client/client';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';
import { describeTransactions } from '../protocol/requests/describe-transactions';
import { listTransactions } from '../protocol/requests/list-transactions';

/** A transaction, as its coordinator knows it. */
export interface KnownTransaction {
  readonly transactionalId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** When the coordinator aborts it, milliseconds after that. */
  readonly timeoutMs: number;
}

interface Place {
  readonly topic: string;
  readonly partition: number;
}

export interface KnownTransactions {
  /** Of a producer, in a partition: undefined for one that all coordinators have been asked for and none knows. */
  readonly of: (producerId: bigint, place: Place) => KnownTransaction | 'not told' | undefined;
}

const TIMEOUT_MS = 3000;

/** Of a broker: what it knows as a coordinator, or nothing where it does not answer. */
type Told = readonly (KnownTransaction & {
  readonly producerId: bigint;
  readonly isIn: (place: Place) => boolean;
})[];

/** What coordinators know of producers: each broker is asked once (KIP-664). */
export async function knownTransactions(
  client: Client,
  producerIds: readonly bigint[],
  signal: AbortSignal | undefined,
): Promise<KnownTransactions> {
  const brokers = [...client.metadata.brokers.keys()];
  const told = await Promise.all(brokers.map((broker) => askBroker(client, broker, producerIds, signal)));
  const isAllTold = told.every((one) => one !== undefined);
  return {
    of: (producerId, place) => {
      const found = told.flatMap((one) => one ?? []).find((one) => one.producerId === producerId && one.isIn(place));
      if (!found) return isAllTold ? undefined : 'not told';
      const { transactionalId, startedAt, timeoutMs } = found;
      return { transactionalId, startedAt, timeoutMs };
    },
  };
}

async function askBroker(
  client: Client,
  broker: number,
  producerIds: readonly bigint[],
  signal: AbortSignal | undefined,
): Promise<Told | undefined> {
  const options = { timeoutMs: TIMEOUT_MS, signal };
  try {
    const connection = await client.connection(broker, CONTROL, signal);
    const asked = { stateFilters: [], producerIdFilters: [...producerIds] };
    const listed = await connection.send(listTransactions, asked, options);
    if (listed.errorCode !== 0) return undefined;
    const transactionalIds = listed.transactionStates.map(({ transactionalId }) => transactionalId);
    if (transactionalIds.length === 0) return [];
    const { transactionStates } = await connection.send(describeTransactions, { transactionalIds }, options);
    if (transactionStates.some(({ errorCode }) => errorCode !== 0)) return undefined;
    return transactionStates.map(
      ({ transactionalId, transactionStartTimeMs, transactionTimeoutMs, producerId, topics }) => ({
        transactionalId,
        producerId,
        startedAt: transactionStartTimeMs,
        timeoutMs: transactionTimeoutMs,
        isIn: ({ topic, partition }) => topics.some((one) => one.topic === topic && one.partitions.includes(partition)),
      }),
    );
  } catch (error) {
    if (error instanceof KafkaError) return undefined;
    throw error;
  }
}
