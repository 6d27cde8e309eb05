import {
  alterGroupOffsets,
  deleteGroup,
  describeGroup,
  findOffsets,
  KafkaError,
  listGroups,
  type AdminOptions,
  type Client,
  type GroupDetails,
} from '../../lib/kafka';
import { table } from '../../lib/program';
import { positionsText } from './messages';
import { parsePosition, positionFaults } from './position';
import { topicFaults } from './topics';
import { print, type Verb } from './verb';

export const groupVerbs: Readonly<Record<string, Verb>> = {
  groups: {
    operands: 'group or none',
    flags: ['json'],
    async run(client, [group], { json }, options) {
      if (group !== undefined) {
        const details = await describeGroup(client, group, options);
        print(json ? JSON.stringify(details) : groupText(details));
        return;
      }
      const groups = await listGroups(client, options);
      const rows = groups.map(({ groupId, state, protocolType }) => [groupId, state, protocolType]);
      print(json ? JSON.stringify(groups) : table(['GROUP', 'STATE', 'PROTOCOL-TYPE'], rows));
    },
  },
  'reset-offsets': {
    operands: 'group',
    flags: ['topic', 'to', 'dryRun'],
    faults: (_, { to, topic }) => [
      ...positionFaults('reset-offsets', to),
      ...(topic === undefined ? [] : topicFaults([topic])),
    ],
    async run(client, [group], { topic, to, dryRun }, options) {
      const topics = await topicsToReset(client, group!, topic, options);
      const found = await Promise.all(topics.map((name) => findOffsets(client, name, parsePosition(to!), options)));
      const offsets = found.flat();
      if (!dryRun) await alterGroupOffsets(client, group!, offsets, options);
      print(positionsText(offsets, 'OFFSET'));
    },
  },
  'delete-group': {
    operands: 'group',
    flags: ['yes'],
    loses: ([group]) => ({
      deed: `delete group ${group!} and what it has committed`,
      what: `what ${group!} has committed`,
      undone: 'nothing deleted',
    }),
    async run(client, [group], _, options) {
      await deleteGroup(client, group!, options);
      print(`deleted ${group!}`);
    },
  },
};

/** A topic that is named, or else all for which it has committed. @throws {KafkaError} `NON_EMPTY_GROUP`, `GROUP_ID_NOT_FOUND` */
async function topicsToReset(
  client: Client,
  group: string,
  topic: string | undefined,
  options: AdminOptions,
): Promise<readonly string[]> {
  try {
    const { members, offsets } = await describeGroup(client, group, options);
    if (members.length > 0) {
      const text = `group "${group}" has ${members.length} members: stop them first, or they go on where they are`;
      throw new KafkaError('NON_EMPTY_GROUP', text);
    }
    return topic === undefined ? [...new Set(offsets.map(({ topic }) => topic))] : [topic];
  } catch (error) {
    // Who says which topic may set where a group begins that is yet to come.
    if (topic !== undefined && error instanceof KafkaError && error.code === 'GROUP_ID_NOT_FOUND') return [topic];
    throw error;
  }
}

function groupText({ groupId, state, protocol, members, offsets }: GroupDetails): string {
  const lag = offsets.map(({ offset, endOffset }) =>
    endOffset === undefined ? undefined : Math.max(0, endOffset - offset),
  );
  return [
    `${groupId}: ${state}, ${members.length} members${protocol === '' ? '' : `, assignor ${protocol}`}`,
    table(
      ['TOPIC', 'PARTITION', 'CURRENT-OFFSET', 'LOG-END-OFFSET', 'LAG'],
      offsets.map(({ topic, partition, offset, endOffset }, index) => [
        topic,
        String(partition),
        offset,
        endOffset ?? '-',
        lag[index] ?? '-',
      ]),
    ),
    ...(members.length > 0
      ? [
          table(
            ['MEMBER', 'CLIENT-ID', 'HOST'],
            members.map(({ memberId, clientId, clientHost }) => [memberId, clientId, clientHost]),
          ),
        ]
      : []),
  ].join('\n');
}
