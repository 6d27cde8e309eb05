import type { Client } from '../client/client';
import { messageOf } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import type { BrokerConnection } from '../network/connection';
import { protocolError } from '../protocol/protocol-error';
import { describeGroups } from '../protocol/requests/describe-groups';
import { listGroups } from '../protocol/requests/list-groups';
import { offsetFetch } from '../protocol/requests/offset-fetch';
import type { TopicEnds } from './topic-ends';

export interface GroupHealth {
  readonly groupId: string;
  /** `Stable`, `Empty`, `PreparingRebalance` … as Kafka says it. */
  readonly state: string;
  readonly members: number;
  /** By topic for which the group has committed offsets: messages from there to the end; undefined if not known. */
  readonly lag: Readonly<Record<string, number | undefined>>;
}

const WITHIN = { deadlineMs: 3000 };

/** Each broker knows the groups that it coordinates. One that does not answer leaves its groups out. */
export async function groupsHealth(client: Client, ends: TopicEnds): Promise<GroupHealth[]> {
  const ofBrokers = await Promise.all(
    [...client.metadata.brokers.keys()].map(async (id) => {
      try {
        return await coordinatedGroups(await client.connection(id, CONTROL), ends);
      } catch (error) {
        client.log({
          level: 'debug',
          message: 'a broker does not tell its groups',
          broker: id,
          reason: messageOf(error),
        });
        return [];
      }
    }),
  );
  return ofBrokers.flat().sort((a, b) => (a.groupId < b.groupId ? -1 : 1));
}

async function coordinatedGroups(broker: BrokerConnection, ends: TopicEnds): Promise<GroupHealth[]> {
  const { groups } = await broker.send(listGroups, {}, WITHIN);
  if (groups.length === 0) return [];
  const groupIds = groups.map(({ groupId }) => groupId);
  const [described, ...committed] = await Promise.all([
    broker.send(describeGroups, { groups: groupIds }, WITHIN),
    ...groupIds.map((groupId) => broker.send(offsetFetch, { groupId, topics: null }, WITHIN)),
  ]);
  return described.groups
    .filter(({ errorCode }) => !protocolError(errorCode))
    .map(({ groupId, groupState, members }) => {
      const { topics } = committed[groupIds.indexOf(groupId)]!;
      const lag = topics.map(({ name, partitions }) => [
        name,
        partitions
          .map(({ partitionIndex, committedOffset }) => lagOf(committedOffset, ends.nextOffset(name, partitionIndex)))
          .reduce((sum, lag) => (sum === undefined || lag === undefined ? undefined : sum + lag), 0),
      ]);
      return {
        groupId,
        state: groupState,
        members: members.length,
        lag: Object.fromEntries(lag) as GroupHealth['lag'],
      };
    });
}

/** Without a commit (-1) there is no lag to tell. */
const lagOf = (committed: number, next: number | undefined): number | undefined =>
  next === undefined || committed < 0 ? undefined : Math.max(0, next - committed);
