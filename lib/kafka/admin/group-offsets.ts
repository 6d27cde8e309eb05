import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { KafkaError } from '../protocol/errors';
import { protocolError, RefusedError, throwIfRefused, type ProtocolErrorCode } from '../protocol/protocol-error';
import { deleteGroups as deleteRequest } from '../protocol/requests/delete-groups';
import { offsetCommit } from '../protocol/requests/offset-commit';
import { offsetDelete } from '../protocol/requests/offset-delete';
import { startPatience, type AdminOptions } from './admin-options';
import { byTopic } from './by-topic';
import { unknownGroup } from './describe-groups';
import type { PartitionPosition } from './find-offsets';
import { requirePartitions } from './require-topics';
import { withCoordinator } from './with-coordinator';

/** Of one who is no member: the coordinator takes it while nobody is. */
const NO_MEMBER = { generationIdOrMemberEpoch: -1, memberId: '' };

/** Where a group is to go on, and what else is to be kept with that: Kafka Streams keeps times there. */
export interface NewGroupOffset extends PartitionPosition {
  /** @default - none */
  readonly metadata?: string;
}

/**
 * Commits offsets for a group that has no members: where it goes on. A group that is not there is made. An offset is committed as it is
 * given, also one that its partition does not have (yet): `findOffsets` gives those that it has.
 * @throws {KafkaError} `NON_EMPTY_GROUP` while it has members: they would go on elsewhere, and overwrite it
 * @throws {KafkaError} `UNKNOWN_TOPIC`, `UNKNOWN_PARTITION`, `GROUP_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline
 */
export async function alterGroupOffsets(
  client: Client,
  groupId: string,
  offsets: readonly NewGroupOffset[],
  options: AdminOptions = {},
): Promise<void> {
  requireArguments({ client, groupId, offsets, options });
  const patience = startPatience(options);
  await requirePartitions(client, offsets, patience);
  const topics = byTopic(offsets, ({ partition, offset, metadata = null }) => ({
    partitionIndex: partition,
    committedOffset: offset,
    committedMetadata: metadata,
  }));
  await withCoordinator(client, groupId, async (coordinator) => {
    const answer = await coordinator.ask(offsetCommit, { groupId, ...NO_MEMBER, topics }, patience);
    refuse(groupId, answer.topics);
  });
}

/**
 * Forgets what a group has committed for partitions (KIP-496), of topics that none of its members reads.
 * @throws {KafkaError} `GROUP_SUBSCRIBED_TO_TOPIC`, `GROUP_ID_NOT_FOUND`, `GROUP_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after
 * the deadline
 */
export async function deleteGroupOffsets(
  client: Client,
  groupId: string,
  partitions: readonly Omit<PartitionPosition, 'offset'>[],
  options: AdminOptions = {},
): Promise<void> {
  requireArguments({ client, groupId, partitions, options });
  const patience = startPatience(options);
  const topics = byTopic(partitions, ({ partition }) => ({ partitionIndex: partition }));
  await withCoordinator(client, groupId, async (coordinator) => {
    const answer = await coordinator.ask(offsetDelete, { groupId, topics }, patience);
    if (protocolError(answer.errorCode)?.type === 'GROUP_ID_NOT_FOUND') throw unknownGroup(groupId);
    throwIfRefused(answer.errorCode);
    refuse(groupId, answer.topics);
  });
}

/**
 * Deletes a group with all that it has committed (KIP-229).
 * @throws {KafkaError} `NON_EMPTY_GROUP`, `GROUP_ID_NOT_FOUND`, `GROUP_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline
 */
export async function deleteGroup(client: Client, groupId: string, options: AdminOptions = {}): Promise<void> {
  requireArguments({ client, groupId, options });
  const patience = startPatience(options);
  await withCoordinator(client, groupId, async (coordinator) => {
    const { results } = await coordinator.ask(deleteRequest, { groupsNames: [groupId] }, patience);
    const error = protocolError(results[0]!.errorCode);
    if (!error) return;
    // An earlier question without an answer may have done it.
    if (error.type === 'GROUP_ID_NOT_FOUND' && coordinator.inDoubt > 0) return;
    if (error.type === 'GROUP_ID_NOT_FOUND') throw unknownGroup(groupId);
    throw new RefusedError(error, texts(groupId)[error.type]);
  });
}

interface Answered {
  readonly name: string;
  readonly partitions: readonly { readonly partitionIndex: number; readonly errorCode: number }[];
}

/** Of a group with members, the coordinator does not know one who is none. */
const AS_STRANGER: ReadonlySet<string> = new Set(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'REBALANCE_IN_PROGRESS']);

function refuse(groupId: string, topics: readonly Answered[]): void {
  for (const { name: topic, partitions } of topics) {
    for (const { partitionIndex: partition, errorCode } of partitions) {
      const error = protocolError(errorCode);
      if (!error) continue;
      const code = AS_STRANGER.has(error.type) ? 'NON_EMPTY_GROUP' : error.type;
      const text = texts(groupId, topic)[code] ?? `${topic}/${partition} of group "${groupId}": ${error.message}`;
      throw new KafkaError(code, text, { topic, partition });
    }
  }
}

const texts = (groupId: string, topic = ''): Partial<Record<ProtocolErrorCode, string>> => ({
  NON_EMPTY_GROUP: `group "${groupId}" has members: stop them first, or they go on where they are`,
  GROUP_SUBSCRIBED_TO_TOPIC: `members of group "${groupId}" read topic "${topic}": stop them first`,
});
