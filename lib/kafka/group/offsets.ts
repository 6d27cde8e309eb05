import { groupBy } from '../group-by';
import type { Coordinator } from '../client/coordinator';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { errorCodes } from '../protocol/request';
import { offsetCommit } from '../protocol/requests/offset-commit';
import { offsetFetch } from '../protocol/requests/offset-fetch';
import { txnOffsetCommit } from '../protocol/requests/txn-offset-commit';

/** A busy broker should not be asked twice: what it does late, it does to a later transaction. */
const TXN_COMMIT_TIMEOUT_MS = 10_000;

export interface PartitionOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** Who speaks for a group. */
export interface GroupMember {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
}

/**
 * The committed offsets; refused while a transaction that changes them is open, so that none is ever outdated (KIP-447).
 * @returns error codes, and -1 where nothing is committed
 */
export async function fetchOffsets(
  coordinator: Coordinator,
  groupId: string,
  partitions: readonly Omit<PartitionOffset, 'offset'>[],
): Promise<{ readonly codes: readonly number[]; readonly offsets: readonly number[] }> {
  const topics = [...groupBy(partitions, ({ topic }) => topic)].map(([name, ofTopic]) => ({
    name,
    partitionIndexes: ofTopic.map(({ partition }) => partition),
  }));
  const answer = await coordinator.ask(offsetFetch, { groupId, topics, requireStable: true });
  const found = new Map(
    answer.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, committedOffset }) => [`${name}/${partitionIndex}`, committedOffset]),
    ),
  );
  const offsets = partitions.map(({ topic, partition }) => found.get(`${topic}/${partition}`) ?? -1);
  return { codes: errorCodes(answer), offsets };
}

/** @returns error codes */
export async function commitOffsets(
  coordinator: Coordinator,
  { groupId, generationId, memberId }: GroupMember,
  offsets: readonly PartitionOffset[],
): Promise<readonly number[]> {
  const member = { groupId, generationIdOrMemberEpoch: generationId, memberId };
  return errorCodes(await coordinator.ask(offsetCommit, { ...member, topics: byTopic(offsets) }));
}

/** Makes the commit part of a transaction. @returns error codes */
export async function commitWithin(
  coordinator: Coordinator,
  member: GroupMember,
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
    partitions: ofTopic.map(({ partition, offset }) => ({ partitionIndex: partition, committedOffset: offset })),
  }));
