import type { Client } from './client';
import { retry, type Patience } from './retry';
import { KafkaError } from '../protocol/errors';
import { groupBy } from '../group-by';
import { NoAnswerError } from '../network/no-answer-error';
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
  /** Of the leader that wrote what is there (KIP-320); -1 if it is not known. */
  readonly leaderEpoch: number;
}

const TIMEOUT_MS = 3000;
const RETRY_MS = 50;

/**
 * Asks each leader once, as of the election that is known here: one that slept through a later one refuses, or is refused.
 * @returns in the order of `queries`, with an error where a leader did not answer or refused
 */
export async function listOffsets(
  client: Client,
  queries: readonly OffsetQuery[],
  isolation: Isolation,
  purpose: string,
  signal?: AbortSignal,
): Promise<(FoundOffset | KafkaError)[]> {
  const found = new Map<OffsetQuery, FoundOffset | KafkaError>();
  const leaderOf = ({ topic, partition }: OffsetQuery) => client.partition(topic, partition)?.leader;
  await Promise.all(
    [...groupBy(queries, leaderOf)].map(async ([leader, ofLeader]) => {
      try {
        const answers = await ask(client, leader, ofLeader, { isolation, purpose, signal });
        for (const query of ofLeader) found.set(query, answers(query));
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
        for (const query of ofLeader) found.set(query, error);
      }
    }),
  );
  return queries.map((query) => found.get(query)!);
}

interface AskOptions {
  readonly isolation: Isolation;
  readonly purpose: string;
  readonly signal: AbortSignal | undefined;
}

async function ask(
  client: Client,
  leader: number | undefined,
  queries: readonly OffsetQuery[],
  { isolation, purpose, signal }: AskOptions,
): Promise<(query: OffsetQuery) => FoundOffset | KafkaError> {
  if (leader === undefined) throw new NoAnswerError('the partition has no leader');
  const connection = await client.connection(leader, purpose, signal);
  const topics = [...groupBy(queries, ({ topic }) => topic)].map(([name, queries]) => ({
    name,
    partitions: queries.map(({ partition, timestamp }) => ({
      partitionIndex: partition,
      currentLeaderEpoch: client.partition(name, partition)?.leaderEpoch,
      timestamp,
    })),
  }));
  const asked = { isolationLevel: ISOLATION[isolation], topics };
  const answered = await connection.send(request, asked, { timeoutMs: TIMEOUT_MS, signal });
  const answers = new Map(
    answered.topics.flatMap(({ name, partitions }) =>
      partitions.map((answer) => [`${name}/${answer.partitionIndex}`, answer]),
    ),
  );
  return ({ topic, partition }) => {
    const answer = answers.get(`${topic}/${partition}`);
    if (!answer) return new NoAnswerError(`${topic}/${partition} is left out of the answer`);
    const error = protocolError(answer.errorCode);
    if (error) return new RefusedError(error, undefined, { topic, partition, broker: leader });
    const { offset, timestamp, leaderEpoch } = answer;
    return { offset, timestamp, leaderEpoch };
  };
}

/**
 * Asks until every leader has answered.
 * @throws {KafkaError} `CANNOT_CONNECT` after `deadlineMs`, at once what is refused for good, or the reason of `signal`
 */
export async function allOffsets(
  client: Client,
  queries: readonly OffsetQuery[],
  isolation: Isolation,
  purpose: string,
  patience: Patience = {},
): Promise<FoundOffset[]> {
  return retry(
    async (signal) => {
      const found = await listOffsets(client, queries, isolation, purpose, signal);
      const failures = found.filter((one) => one instanceof KafkaError);
      const failure = failures.find(({ retriable }) => !retriable) ?? failures[0];
      if (failure) throw failure;
      return found as FoundOffset[];
    },
    {
      ...patience,
      recover: () => client.refresh().catch(() => undefined),
      backoffMs: () => RETRY_MS,
      late: (reason, cause) => {
        const { topic } = queries[0]!;
        return new KafkaError('CANNOT_CONNECT', `the offsets of "${topic}" are unavailable: ${reason}`, {
          topic,
          cause,
        });
      },
    },
  );
}
