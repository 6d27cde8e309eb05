import {
  KafkaJSDeleteGroupsError,
  KafkaJSNonRetriableError,
  type Admin,
  type ConsumerGroupState,
  type DeleteGroupsResult,
  type GroupDescription,
} from 'kafkajs';
import {
  alterGroupOffsets,
  deleteGroup,
  describeGroup,
  describeMembers,
  findOffsets,
  KafkaError,
  listGroups,
  type Client,
  type GroupDetails,
} from '../../kafka';
import { asKafkaJs, kafkaJsError } from '../errors';
import { requireText } from './require';

type Groups = Pick<
  Admin,
  'listGroups' | 'describeGroups' | 'deleteGroups' | 'fetchOffsets' | 'setOffsets' | 'resetOffsets'
>;

/** What an admin does with groups. */
export const groupsOf = (open: () => Promise<Client>): Groups => ({
  listGroups: async () => {
    const groups = await asKafkaJs(async () => listGroups(await open()));
    return { groups: groups.map(({ groupId, protocolType }) => ({ groupId, protocolType })) };
  },
  describeGroups: async (groupIds) => describeGroups(await open(), groupIds),
  deleteGroups: async (groupIds) => {
    if (!Array.isArray(groupIds)) throw new KafkaJSNonRetriableError(`Invalid groupIds array ${String(groupIds)}`);
    const invalid = groupIds.find((groupId: unknown) => typeof groupId !== 'string');
    if (invalid !== undefined) throw new KafkaJSNonRetriableError(`Invalid groupId name: ${JSON.stringify(invalid)}`);
    const client = await open();
    const results = await Promise.all(groupIds.map((groupId) => deleted(client, groupId)));
    const failed = results.filter(({ error }) => error);
    if (failed.length > 0) throw new KafkaJSDeleteGroupsError('Error in DeleteGroups', failed as never);
    return results;
  },
  fetchOffsets: async ({ groupId, topics = [] }) => {
    requireText('groupId', groupId);
    if (!Array.isArray(topics)) throw new KafkaJSNonRetriableError('Expected topics array to be set');
    const client = await open();
    return asKafkaJs(async () => {
      const committed = await committedOf(client, groupId);
      const names = topics.length > 0 ? topics : [...new Set(committed.map(({ topic }) => topic))];
      return Promise.all(
        names.map(async (topic) => ({ topic, partitions: await offsetsOf(client, topic, committed) })),
      );
    });
  },
  setOffsets: async ({ groupId, topic, partitions }) => {
    requireText('groupId', groupId);
    requireText('topic', topic);
    if (!(partitions as unknown) || partitions.length === 0) throw new KafkaJSNonRetriableError('Invalid partitions');
    const client = await open();
    const given = partitions.map(({ partition, offset }) => ({ topic, partition, offset: Number(offset) }));
    await asKafkaJs(() => alterGroupOffsets(client, groupId, given)).catch(refuseMembers);
  },
  resetOffsets: async ({ groupId, topic, earliest }) => {
    requireText('groupId', groupId);
    requireText('topic', topic);
    const client = await open();
    await asKafkaJs(async () =>
      alterGroupOffsets(client, groupId, await findOffsets(client, topic, earliest ? 'earliest' : 'latest')),
    ).catch(refuseMembers);
  },
});

/** One that nobody has heard of is `Dead`, as its coordinator says. */
export async function describeGroups(
  client: Client,
  groupIds: readonly string[],
): Promise<{ groups: GroupDescription[] }> {
  const describe = async (groupId: string): Promise<GroupDescription> => {
    const { protocolType, protocolData: protocol, groupState, members } = await describeMembers(client, groupId);
    const told = members.map(({ clientHost, clientId, memberId, memberAssignment, memberMetadata }) => ({
      ...{ clientHost, clientId, memberId, memberAssignment, memberMetadata },
    }));
    // Whatever its type says, kafkajs has the code, too.
    const errorCode = { errorCode: 0 };
    return { ...errorCode, groupId, members: told, protocol, protocolType, state: groupState as ConsumerGroupState };
  };
  return asKafkaJs(async () => ({ groups: await Promise.all(groupIds.map(describe)) }));
}

async function known(client: Client, groupId: string): Promise<GroupDetails | undefined> {
  try {
    return await describeGroup(client, groupId);
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'GROUP_ID_NOT_FOUND') return undefined;
    throw error;
  }
}

const committedOf = async (client: Client, groupId: string) => (await known(client, groupId))?.offsets ?? [];

/** -1 where nothing is committed. */
async function offsetsOf(client: Client, topic: string, committed: GroupDetails['offsets']) {
  const partitions = await findOffsets(client, topic, 'latest');
  return partitions.map(({ partition }) => {
    const found = committed.find((one) => one.topic === topic && one.partition === partition);
    return { partition, offset: `${found?.offset ?? -1}`, metadata: found?.metadata || null };
  });
}

async function deleted(client: Client, groupId: string): Promise<DeleteGroupsResult> {
  try {
    await deleteGroup(client, groupId);
    return { groupId, errorCode: 0 };
  } catch (error) {
    const told = kafkaJsError(error) as Error & { readonly code?: number };
    return { groupId, errorCode: told.code ?? -1, error: told as never };
  }
}

function refuseMembers(error: Error & { readonly type?: string }): never {
  if (error.type !== 'NON_EMPTY_GROUP') throw error;
  const text = 'The consumer group must have no running instances, current state: Stable';
  throw Object.assign(new KafkaJSNonRetriableError(text), { cause: error });
}
