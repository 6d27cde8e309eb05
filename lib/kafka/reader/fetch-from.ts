import type { Client } from '../client/client';
import { groupBy } from '../group-by';
import type { BrokerConnection } from '../network/connection';
import { NoAnswerError } from '../network/no-answer-error';
import { messageOf } from '../protocol/errors';
import { fetch, type FetchedPartition, type FetchRequest } from '../protocol/requests/fetch';
import type { FetchOptions } from './options';
import type { Source } from './source';
import type { Tracked } from './tracked';

interface Broker {
  readonly leader: number;
  readonly purpose: string;
  readonly signal: AbortSignal;
  /** Told, while an answer is waited for, that no broker answers, this one since then. */
  readonly onSilence: (since: number, reason: string) => void;
}

type Sizes = Required<Pick<FetchOptions, 'isolation' | 'fetchMaxWaitMs' | 'maxPartitionFetchBytes'>>;

/** A broker that says nothing for so much longer than it was to wait may have stopped: who leads is asked of the others. */
const STALL_MS = 1000;

/** Fetches partitions from their leader. @returns each with its answer */
export async function fetchFrom(
  client: Client,
  { leader, purpose, signal, onSilence }: Broker,
  source: Source,
  all: readonly Tracked[],
  { isolation, fetchMaxWaitMs, maxPartitionFetchBytes }: Sizes,
): Promise<[Tracked, FetchedPartition][]> {
  const connection = await client.connection(leader, purpose, signal);
  const asked: FetchRequest = {
    isolation,
    maxWaitMs: fetchMaxWaitMs,
    maxBytes: source.bytes,
    maxPartitionBytes: Math.min(maxPartitionFetchBytes, source.bytes),
    topics: topicsOf(client, all),
  };
  const askedAt = performance.now();
  const onFailure = (error: unknown) => onSilence(Math.max(askedAt, connection.receivedAt), messageOf(error));
  const stalled = setInterval(
    () => void abandonIfDeposed(client, connection, leader, all).catch(onFailure),
    fetchMaxWaitMs + STALL_MS,
  );
  try {
    const { isById, partitions } = await connection.send(fetch, asked, { signal });
    const bytes = partitions.reduce((sum, { records }) => sum + records.length, 0);
    source.answered(bytes, performance.now() - askedAt - (bytes === 0 ? fetchMaxWaitMs : 0));
    const byPlace = new Map(all.map((one) => [`${isById ? one.topicId : one.topic}/${one.partition}`, one]));
    return partitions.flatMap((fetched) => {
      const tracked = byPlace.get(`${fetched.topic}/${fetched.partition}`);
      return tracked ? [[tracked, fetched] as [Tracked, FetchedPartition]] : [];
    });
  } catch (error) {
    if (error instanceof NoAnswerError) source.failed();
    throw error;
  } finally {
    clearInterval(stalled);
  }
}

const topicsOf = (client: Client, all: readonly Tracked[]): FetchRequest['topics'] =>
  [...groupBy(all, ({ topic }) => topic)].map(([name, ofTopic]) => ({
    name,
    id: ofTopic[0]!.topicId,
    partitions: ofTopic.map(({ topic, partition, offset }) => ({
      partition,
      offset: offset!,
      leaderEpoch: client.partition(topic, partition)?.leaderEpoch ?? -1,
    })),
  }));

/**
 * A frozen broker keeps its connections open and never answers; behind a request without an answer there is none for the next.
 * @throws {NoAnswerError} when no broker answers
 */
async function abandonIfDeposed(
  client: Client,
  connection: BrokerConnection,
  leader: number,
  all: readonly Tracked[],
): Promise<void> {
  await client.refresh();
  const isDeposed = all.some(({ topic, partition }) => {
    const current = client.partition(topic, partition)?.leader;
    return current !== undefined && current !== leader;
  });
  if (isDeposed) connection.destroy(new NoAnswerError(`broker ${leader} does not answer, and another one leads`));
}
