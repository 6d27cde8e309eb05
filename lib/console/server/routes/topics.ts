import {
  addPartitions,
  alterTopicConfig,
  createTopic,
  deleteRecords,
  deleteTopic,
  describeConfig,
  describeTopic,
  listAssignments,
} from '../../../kafka';
import type { ConfigRow, PartitionPage } from '../../api';
import { field, optionalField, requireConfirmed, text, texts, wholeNumber } from '../request-body';
import type { Routes } from '../router';
import { DEADLINE_MS, type Context } from './context';

const names = {
  is: (value: unknown): value is readonly string[] =>
    Array.isArray(value) && value.every((each) => typeof each === 'string'),
  text: 'a list of texts',
};

export const topicRoutes = ({ client }: Context): Routes => ({
  'GET /api/topics/:topic/partitions': async ({ params, signal }) => {
    const options = { deadlineMs: DEADLINE_MS, signal };
    const partitions: readonly PartitionPage[] = (await describeTopic(client, params.topic!, options)).partitionDetails;
    return { json: partitions };
  },

  'GET /api/topics/:topic/config': async ({ params, signal }) => {
    const owner = { topic: params.topic! };
    const config: readonly ConfigRow[] = await describeConfig(client, owner, { deadlineMs: DEADLINE_MS, signal });
    return { json: config };
  },

  'POST /api/topics': async ({ body, signal }) => {
    const topic = {
      name: field(body, 'name', text),
      partitions: field(body, 'partitions', wholeNumber),
      replicationFactor: field(body, 'replicationFactor', wholeNumber),
      config: optionalField(body, 'config', texts) ?? {},
    };
    await createTopic(client, topic, { deadlineMs: DEADLINE_MS, signal });
    return { json: { name: topic.name } };
  },

  'POST /api/topics/:topic/config': async ({ params, body, signal }) => {
    const change = { set: optionalField(body, 'set', texts), reset: optionalField(body, 'reset', names) };
    await alterTopicConfig(client, params.topic!, change, { deadlineMs: DEADLINE_MS, signal });
    return { json: {} };
  },

  'POST /api/topics/:topic/partitions': async ({ params, body, signal }) => {
    const count = field(body, 'count', wholeNumber);
    await addPartitions(client, params.topic!, count, { deadlineMs: DEADLINE_MS, signal });
    return { json: { count } };
  },

  'POST /api/topics/:topic/purge': async ({ params, body, signal }) => {
    const topic = params.topic!;
    requireConfirmed(body, topic);
    const options = { deadlineMs: DEADLINE_MS, signal };
    const partitions = await listAssignments(client, [topic], options);
    const all = partitions.map(({ partition }) => ({ topic, partition, before: 'end' as const }));
    return { json: await deleteRecords(client, all, options) };
  },

  'DELETE /api/topics/:topic': async ({ params, body, signal }) => {
    requireConfirmed(body, params.topic!);
    await deleteTopic(client, params.topic!, { deadlineMs: DEADLINE_MS, signal });
    return { json: {} };
  },
});
