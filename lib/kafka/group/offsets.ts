import { delay } from '../async';
import { groupBy } from '../group-by';
import type { MessageBatch } from '../message';
import type { Coordinator } from '../client/coordinator';
import type { Identity } from './member';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { protocolError, type ProtocolErrorCode } from '../protocol/protocol-error';
import { errorCodes } from '../protocol/request';
import { offsetCommit } from '../protocol/requests/offset-commit';
import { offsetFetch } from '../protocol/requests/offset-fetch';
import { txnOffsetCommit } from '../protocol/requests/txn-offset-commit';

/** A busy broker should not be asked twice: what it does late, it does to a later transaction. */
const TXN_COMMIT_TIMEOUT_MS = 10_000;
/** Brokers give their replicas 5 s (offsets.commit.timeout.ms). */
const COMMIT_TIMEOUT_MS = 6000;
const UNKNOWN_TOPIC_MS = 5000;
const RETRY_MS = 100;

export interface Partition {
  readonly topic: string;
  readonly partition: number;
}

export interface PartitionOffset extends Partition {
  readonly offset: number;
  /** Of the message before it (KIP-320): tells whether the log was truncated since. @default - not known */
  readonly leaderEpoch?: number | undefined;
  /** What whoever commits has to remember. @default - nothing */
  readonly metadata?: string | null | undefined;
  /** Of the topic that it is an offset in: in one that was made anew it is none. @default - not known */
  readonly topicId?: string | undefined;
}

/** What is committed of a batch that was done, perhaps not to its end: the epoch of what is before that is not known. */
export const endOf = (
  { topic, partition, nextOffset, leaderEpoch, topicId }: MessageBatch,
  stoppedAt?: number,
): PartitionOffset =>
  stoppedAt !== undefined
    ? { topic, partition, offset: stoppedAt, topicId }
    : { topic, partition, offset: nextOffset, leaderEpoch, topicId };

export interface CommittedOffset {
  /** -1 where nothing is committed. */
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly metadata: string | null;
}

const NOTHING: CommittedOffset = { offset: -1, leaderEpoch: -1, metadata: null };

/**
 * The committed offsets; refused while a transaction that changes them is open, so that none is ever outdated (KIP-447).
 * @returns error codes, and what is committed
 */
export async function fetchOffsets(
  coordinator: Coordinator,
  groupId: string,
  partitions: readonly Partition[],
): Promise<{ readonly codes: readonly number[]; readonly offsets: readonly CommittedOffset[] }> {
  const topics = [...groupBy(partitions, ({ topic }) => topic)].map(([name, ofTopic]) => ({
    name,
    partitionIndexes: ofTopic.map(({ partition }) => partition),
  }));
  const answer = await coordinator.ask(offsetFetch, { groupId, topics, requireStable: true });
  const found = new Map(
    answer.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, committedOffset: offset, committedLeaderEpoch: leaderEpoch, metadata }) => [
        `${name}/${partitionIndex}`,
        { offset, leaderEpoch, metadata },
      ]),
    ),
  );
  const offsets = partitions.map(({ topic, partition }) => found.get(`${topic}/${partition}`) ?? NOTHING);
  return { codes: errorCodes(answer), offsets };
}

/**
 * A topic that is not there can have no offsets, which keeps nobody from committing those of others. But a coordinator that has just
 * restarted does not know its topics yet, so that it is asked for some seconds.
 * @param onUnknown told a partition that is still not there then, and whose offset is not committed
 * @returns error codes
 */
export async function commitOffsets(
  coordinator: Coordinator,
  { generationId, ...who }: Identity,
  offsets: readonly PartitionOffset[],
  onUnknown: (partition: Partition) => void,
): Promise<readonly number[]> {
  const member = { generationIdOrMemberEpoch: generationId, ...who };
  const until = performance.now() + UNKNOWN_TOPIC_MS;
  for (let left = offsets; ;) {
    const asked = { topics: byTopic(left), ...member };
    const answer = await coordinator.ask(offsetCommit, asked, {
      timeoutMs: COMMIT_TIMEOUT_MS,
      isFinal: isUnknownTopic,
    });
    const unknown = new Set(
      answer.topics.flatMap(({ name, partitions }) =>
        partitions
          .filter(({ errorCode }) => isUnknownTopic(protocolError(errorCode)?.type))
          .map(({ partitionIndex }) => `${name}/${partitionIndex}`),
      ),
    );
    const codes = errorCodes(answer).filter((code) => code !== 0 && !isUnknownTopic(protocolError(code)?.type));
    left = left.filter(({ topic, partition }) => unknown.has(`${topic}/${partition}`));
    if (left.length === 0 || codes.length > 0) return codes;
    if (performance.now() > until) {
      left.forEach(onUnknown);
      return codes;
    }
    await delay(RETRY_MS);
  }
}

const isUnknownTopic = (type: ProtocolErrorCode | undefined): boolean => type === 'UNKNOWN_TOPIC_OR_PARTITION';

/** Makes the commit part of a transaction. @returns error codes */
export async function commitWithin(
  coordinator: Coordinator,
  member: Identity,
  transactionalId: string,
  { producerId, epoch }: ProducerIdentity,
  offsets: readonly PartitionOffset[],
): Promise<readonly number[]> {
  const asked = { transactionalId, ...member, producerId, producerEpoch: epoch, topics: byTopic(offsets) };
  return errorCodes(await coordinator.ask(txnOffsetCommit, asked, { timeoutMs: TXN_COMMIT_TIMEOUT_MS }));
}

/** As the requests that commit have them. */
const byTopic = (offsets: readonly PartitionOffset[]) =>
  [...groupBy(offsets, ({ topic }) => topic)].map(([name, ofTopic]) => ({
    name,
    partitions: ofTopic.map(({ partition, offset, leaderEpoch, metadata }) => ({
      partitionIndex: partition,
      committedOffset: offset,
      committedLeaderEpoch: leaderEpoch,
      committedMetadata: metadata,
    })),
  }));
