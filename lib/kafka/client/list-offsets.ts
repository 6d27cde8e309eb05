import { delay } from '../async';
import type { Client } from './client';
import { KafkaError, messageOf } from '../protocol/errors';
import { groupBy } from '../group-by';
import { ISOLATION, type Isolation } from '../protocol/requests/fetch';
import { listOffsets as request, TIMESTAMP } from '../protocol/requests/list-offsets';
import { protocolError, RefusedError } from '../protocol/protocol-error';

export const { earliest: EARLIEST, latest: LATEST } = TIMESTAMP;

export interface OffsetQuery {
  readonly topic: string;
  readonly partition: number;
  /** Milliseconds since 1970, or one of the above. */
  readonly timestamp: number;
}

export interface FoundOffset {
  /** -1 if no message is that young. */
  readonly offset: number;
  readonly timestamp: number;
}

const TIMEOUT_MS = 3000;
const RETRY_MS = 50;

/** Asks each leader once. @returns in the order of `queries`, with an error where a leader did not answer or refused */
export async function listOffsets(
  client: Client,
  queries: readonly OffsetQuery[],
  isolation: Isolation,
  purpose: string,
): Promise<(FoundOffset | Error)[]> {
  const found = new Map<OffsetQuery, FoundOffset | Error>();
  const leaderOf = ({ topic, partition }: OffsetQuery) => client.partition(topic, partition)?.leader;
  await Promise.all(
    [...groupBy(queries, leaderOf)].map(async ([leader, ofLeader]) => {
      try {
        if (leader === undefined) throw new Error('the partition has no leader');
        const connection = await client.connection(leader, purpose);
        const topics = [...groupBy(ofLeader, ({ topic }) => topic)].map(([name, queries]) => ({
          name,
          partitions: queries.map(({ partition, timestamp }) => ({ partitionIndex: partition, timestamp })),
        }));
        const asked = { isolationLevel: ISOLATION[isolation], topics };
        const answered = await connection.send(request, asked, { deadlineMs: TIMEOUT_MS });
        const answers = new Map(
          answered.topics.flatMap(({ name, partitions }) =>
            partitions.map((answer) => [`${name}/${answer.partitionIndex}`, answer]),
          ),
        );
        for (const query of ofLeader) {
          const answer = answers.get(`${query.topic}/${query.partition}`)!;
          const error = protocolError(answer.errorCode);
          const { offset, timestamp } = answer;
          found.set(query, error ? new RefusedError(error) : { offset, timestamp });
        }
      } catch (error) {
        for (const query of ofLeader) found.set(query, error as Error);
      }
    }),
  );
  return queries.map((query) => found.get(query)!);
}

/** Asks until every leader has answered. @throws {KafkaError} `CANNOT_CONNECT` after `deadlineMs` */
export async function allOffsets(
  client: Client,
  queries: readonly OffsetQuery[],
  isolation: Isolation,
  purpose: string,
  deadlineMs = 60_000,
): Promise<FoundOffset[]> {
  const start = performance.now();
  for (;;) {
    const found = await listOffsets(client, queries, isolation, purpose);
    const failure = found.find((offset) => offset instanceof Error);
    if (!failure) return found as FoundOffset[];
    if (client.isClosed) throw failure;
    if (performance.now() - start > deadlineMs) {
      throw new KafkaError(
        'CANNOT_CONNECT',
        `the offsets of "${queries[0]!.topic}" are not to be had: ${messageOf(failure)}`,
      );
    }
    await client.refresh().catch(() => undefined);
    await delay(RETRY_MS);
  }
}
