import {
  alterGroupOffsets,
  deleteGroup,
  describeGroup,
  findOffsets,
  KafkaError,
  type GroupDetails,
  type OffsetPosition,
} from '../../../kafka';
import type { GroupPage, OffsetMove, Position } from '../../api';
import { field, isObject, optionalField, requireConfirmed, text, wholeNumber } from '../request-body';
import type { Routes } from '../router';
import { DEADLINE_MS, type Context } from './context';

const position = {
  is: (value: unknown): value is Position =>
    value === 'earliest' ||
    value === 'latest' ||
    (isObject(value) && (wholeNumber.is(value.offset) || wholeNumber.is(value.timestamp))),
  text: '"earliest", "latest", { offset } or { timestamp }',
};
const yes = { is: (value: unknown): value is boolean => typeof value === 'boolean', text: 'true or false' };

export const groupRoutes = ({ client }: Context): Routes => ({
  'GET /api/groups/:group': async ({ params, signal }) => {
    const details = await describeGroup(client, params.group!, { deadlineMs: DEADLINE_MS, signal });
    return { json: pageOf(details) };
  },

  // Without `execute` it tells what would be set, and sets nothing.
  'POST /api/groups/:group/offsets': async ({ params, body, signal }) => {
    const options = { deadlineMs: DEADLINE_MS, signal };
    const topic = field(body, 'topic', text);
    const to: OffsetPosition = field(body, 'to', position);
    const { members, offsets } = await describeGroup(client, params.group!, options);
    if (members.length > 0) throw hasMembers(params.group!, members.length);
    const found = await findOffsets(client, topic, to, options);
    if (optionalField(body, 'execute', yes)) await alterGroupOffsets(client, params.group!, found, options);
    const moves: readonly OffsetMove[] = found.map(({ partition, offset: after }) => ({
      topic,
      partition,
      before: offsets.find((each) => each.topic === topic && each.partition === partition)?.offset,
      after,
    }));
    return { json: moves };
  },

  'DELETE /api/groups/:group': async ({ params, body, signal }) => {
    requireConfirmed(body, params.group!);
    await deleteGroup(client, params.group!, { deadlineMs: DEADLINE_MS, signal });
    return { json: {} };
  },
});

const hasMembers = (group: string, count: number): KafkaError =>
  new KafkaError(
    'NON_EMPTY_GROUP',
    `group "${group}" has ${count} member${count === 1 ? '' : 's'}: stop them first, or they go on where they are`,
  );

const pageOf = ({ state, protocol, members, offsets }: GroupDetails): GroupPage => ({
  state,
  assignor: protocol,
  members: members.map(({ memberId, clientId, clientHost, groupInstanceId, assigned }) => ({
    memberId,
    clientId,
    host: clientHost,
    instanceId: groupInstanceId,
    assigned,
  })),
  offsets: offsets.map(({ topic, partition, offset, endOffset }) => ({ topic, partition, offset, endOffset })),
});
