import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { allOffsets, LATEST } from '../client/list-offsets';
import { retry, type Patience } from '../client/retry';
import { groupBy } from '../group-by';
import { NoAnswerError } from '../network/no-answer-error';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';
import { protocolError, RefusedError } from '../protocol/protocol-error';
import { deleteRecords as request, HIGH_WATERMARK } from '../protocol/requests/delete-records';
import { startPatience, type AdminOptions } from './admin-options';
import { learnLeaders } from './ask-anyone';
import { byTopic } from './by-topic';
import { refuseInternal } from './internal-topics';
import { requirePartitions } from './require-topics';

const TIMEOUT_MS = 10_000;

export interface RecordsToDelete {
  readonly topic: string;
  readonly partition: number;
  /** The first offset that stays; `end` deletes all that are acknowledged by then. */
  readonly before: number | 'end';
}

export interface DeletedRecords extends Omit<RecordsToDelete, 'before'> {
  /** The first offset that is left: earlier ones cannot be read any more. */
  readonly firstOffset: number;
}

/**
 * Deletes the oldest messages of partitions (KIP-107), at their leaders. The disk is freed later, by segments.
 * @throws {KafkaError} `UNKNOWN_TOPIC`, `UNKNOWN_PARTITION`, `INTERNAL_TOPIC`, `OFFSET_OUT_OF_RANGE` (beyond the end), before anything
 * is deleted
 * @throws {KafkaError} `POLICY_VIOLATION` (a topic that is compacted only), `TOPIC_AUTHORIZATION_FAILED`; other partitions may be done
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline
 */
export async function deleteRecords(
  client: Client,
  records: readonly RecordsToDelete[],
  options: AdminOptions = {},
): Promise<readonly DeletedRecords[]> {
  requireArguments({ client, records, options });
  const patience = startPatience(options);
  const topics = await requirePartitions(client, records, patience);
  for (const topic of topics.values()) refuseInternal(topic, 'delete messages');
  await learnLeaders(client, [...new Set(records.map(({ topic }) => topic))], patience);
  await requireInRange(client, records, patience);
  const done = new Map<RecordsToDelete, number>();
  const attempt = async (signal: AbortSignal): Promise<void> => {
    const left = records.filter((one) => !done.has(one));
    const leaderOf = ({ topic, partition }: RecordsToDelete) => client.partition(topic, partition)?.leader;
    const answers = await Promise.allSettled(
      [...groupBy(left, leaderOf)].map(([leader, ofLeader]) => askLeader(client, leader, ofLeader, done, signal)),
    );
    const failures = answers.flatMap((answer): unknown[] => (answer.status === 'rejected' ? [answer.reason] : []));
    const failure = failures.find((each) => !(each instanceof KafkaError && each.retriable)) ?? failures[0];
    if (failure !== undefined) throw failure as Error;
  };
  await retry(attempt, {
    ...patience,
    recover: () => client.refresh().catch(() => undefined),
    late: (reason, cause) => new KafkaError('CANNOT_CONNECT', `not all messages were deleted: ${reason}`, { cause }),
  });
  return records.map((one) => ({ topic: one.topic, partition: one.partition, firstOffset: done.get(one)! }));
}

/** A leader would refuse its own partition only, when others have deleted theirs. */
async function requireInRange(client: Client, records: readonly RecordsToDelete[], patience: Patience): Promise<void> {
  const exact = records.filter(({ before }) => before !== 'end');
  if (exact.length === 0) return;
  const queries = exact.map(({ topic, partition }) => ({ topic, partition, timestamp: LATEST }));
  const ends = await allOffsets(client, queries, 'read_uncommitted', CONTROL, patience);
  for (const [index, { topic, partition, before }] of exact.entries()) {
    const { offset: next } = ends[index]!;
    if (Number(before) <= next) continue;
    const text = `offset ${before} is beyond the end of ${topic}/${partition}, whose next offset is ${next}: nothing is deleted; "end" means all`;
    throw new KafkaError('OFFSET_OUT_OF_RANGE', text, { topic, partition });
  }
}

async function askLeader(
  client: Client,
  leader: number | undefined,
  records: readonly RecordsToDelete[],
  done: Map<RecordsToDelete, number>,
  signal: AbortSignal,
): Promise<void> {
  if (leader === undefined) {
    const [{ topic, partition }] = records as [RecordsToDelete];
    throw new NoAnswerError(`${topic}/${partition} has no leader`);
  }
  const connection = await client.connection(leader, CONTROL, signal);
  const topics = byTopic(records, ({ partition, before }) => ({
    partitionIndex: partition,
    offset: before === 'end' ? HIGH_WATERMARK : before,
  }));
  const asked = { topics, timeoutMs: TIMEOUT_MS };
  const answer = await connection.send(request, asked, { timeoutMs: TIMEOUT_MS + 2000, signal });
  let refusal: KafkaError | undefined;
  for (const { name: topic, partitions } of answer.topics) {
    for (const { partitionIndex: partition, errorCode, lowWatermark } of partitions) {
      const one = records.find((record) => record.topic === topic && record.partition === partition)!;
      const error = protocolError(errorCode);
      if (error)
        refusal ??= new RefusedError(error, why(one, error.type, error.message), { topic, partition, broker: leader });
      else done.set(one, lowWatermark);
    }
  }
  if (refusal) throw refusal;
}

function why({ topic, partition, before }: RecordsToDelete, code: string, message: string): string {
  const place = `${topic}/${partition}`;
  if (code === 'OFFSET_OUT_OF_RANGE')
    return `offset ${before} is beyond the end of ${place} by now: describe shows its offsets`;
  if (code === 'POLICY_VIOLATION')
    return `${place} keeps its messages by key (cleanup.policy=compact): messages can be deleted before an offset only where it has "delete", too`;
  return `the messages of ${place} were not deleted: ${message}`;
}
