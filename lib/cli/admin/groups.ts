import {
  alterGroupOffsets,
  deleteGroup as removeGroup,
  describeGroup,
  KafkaError,
  listGroups,
  type AdminOptions,
  type Client,
  type PartitionPosition,
} from '../../kafka';
import { table } from '../../cli-kit';
import { describeEach } from './describe-each';
import { each } from './each';
import { findPositions } from './find-positions';
import { groupText } from './group-text';
import { positionsText } from './messages';
import { parsePosition, positionFaults } from './position';
import type { Values } from './settings';
import { topicFaults } from './topics';
import { print, type Verb } from './verb';

export const listAll: Verb = {
  operands: 'none',
  flags: ['json'],
  async run(client, _, { json }, options) {
    const groups = await listGroups(client, options);
    const rows = groups.map(({ groupId, state, protocolType }) => [groupId, state, protocolType]);
    print(json ? JSON.stringify(groups) : table(['GROUP', 'STATE', 'PROTOCOL-TYPE'], rows));
  },
};

export const describeGroups: Verb = {
  operands: 'groups',
  flags: ['json'],
  run: (client, groups, values, options) =>
    describeEach(groups, values, (group) => describeGroup(client, group, options), groupText),
};

/** Those two by one word: `groups` lists them, `groups NAME` describes one. */
export const listOrDescribe: Verb = {
  operands: 'group or none',
  flags: ['json'],
  run: (client, groups, ...rest) => (groups.length === 0 ? listAll : describeGroups).run(client, groups, ...rest),
};

const resetFaults: Verb['faults'] = (_, { to, topic }, word) => [
  ...positionFaults(word, to),
  ...(topic === undefined ? [] : topicFaults([topic])),
];

export const resetOffsets: Verb = {
  operands: 'group',
  flags: ['topic', 'to', 'dryRun'],
  faults: resetFaults,
  async run(client, [group], values, options, note) {
    const offsets = await offsetsToReset(client, group!, values, options, note);
    if (!values.dryRun) await alterGroupOffsets(client, group!, offsets, options);
    print(positionsText(offsets, 'OFFSET'));
    if (values.dryRun) note('nothing is set yet: without --dry-run it is');
  },
};

/** Shows what it would set, as kafka-consumer-groups and rpk's users expect it, until it is told to. */
export const resetWhenAsked: Verb = {
  operands: 'group',
  flags: ['topic', 'to', 'execute'],
  faults: resetFaults,
  async run(client, [group], values, options, note) {
    const offsets = await offsetsToReset(client, group!, values, options, note);
    if (values.execute) await alterGroupOffsets(client, group!, offsets, options);
    print(positionsText(offsets, 'OFFSET'));
    if (!values.execute) note('nothing is set yet: --execute does it');
  },
};

export const deleteGroup: Verb = {
  operands: 'groups',
  flags: ['yes'],
  loses: (groups) => ({
    deed: `delete ${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')} and what ${groups.length === 1 ? 'it has' : 'they have'} committed`,
    what: `what ${groups.join(', ')} ${groups.length === 1 ? 'has' : 'have'} committed`,
    undone: 'nothing deleted',
  }),
  run: (client, groups, _, options) =>
    each(groups, async (group) => {
      await removeGroup(client, group, options);
      print(`deleted ${group}`);
    }),
};

type Note = Parameters<Verb['run']>[4];

async function offsetsToReset(
  client: Client,
  group: string,
  { topic, to }: Values,
  options: AdminOptions,
  note: Note,
): Promise<readonly PartitionPosition[]> {
  const topics = await topicsToReset(client, group, topic, options, note);
  const position = parsePosition(to!);
  const found = await Promise.all(topics.map((name) => findPositions(client, name, position, options, note)));
  return found.flat();
}

/** A topic that is named, or else all for which it has committed. @throws {KafkaError} `NON_EMPTY_GROUP`, `GROUP_ID_NOT_FOUND` */
async function topicsToReset(
  client: Client,
  group: string,
  topic: string | undefined,
  options: AdminOptions,
  note: Note,
): Promise<readonly string[]> {
  try {
    const { members, offsets } = await describeGroup(client, group, options);
    if (members.length > 0) {
      const text = `group "${group}" has ${members.length} member${members.length === 1 ? '' : 's'}: stop them first, or they go on where they are`;
      throw new KafkaError('NON_EMPTY_GROUP', text);
    }
    return topic === undefined ? [...new Set(offsets.map(({ topic }) => topic))] : [topic];
  } catch (error) {
    // Who says which topic may set where a group begins that is yet to come.
    if (topic === undefined || !(error instanceof KafkaError) || error.code !== 'GROUP_ID_NOT_FOUND') throw error;
    note(`group "${group}" is new: nobody is in it, and nothing was committed for it`);
    return [topic];
  }
}
