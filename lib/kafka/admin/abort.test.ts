import { eventually } from '../../../test/support/eventually';
import { FakeBrokerFixture } from '../../../test/support/fake-broker-fixture';
import { rejection } from '../../../test/support/rejection';
import { settlesAtOnce, settlesWithin } from '../../../test/support/settles';
import type { Client } from '../client/client';
import { createPartitions } from '../protocol/requests/create-partitions';
import { createTopics } from '../protocol/requests/create-topics';
import { deleteTopics } from '../protocol/requests/delete-topics';
import { describeConfigs } from '../protocol/requests/describe-configs';
import { createAcls, deleteAcls, listAcls } from './acls';
import { addPartitions, validatePartitions } from './add-partitions';
import { alterBrokerConfig, alterTopicConfig } from './alter-config';
import { alterClientQuotas, listClientQuotas } from './client-quotas';
import { deleteRecords } from './delete-records';
import { describeGroup, listGroups } from './describe-groups';
import { electLeaders } from './replicas/elect-leaders';
import { findOffsets } from './find-offsets';
import { alterGroupOffsets, deleteGroup, deleteGroupOffsets } from './group-offsets';
import { listAssignments, listReassignments, reassignPartitions } from './replicas/reassign-partitions';
import { deleteScramCredentials, listScramCredentials, upsertScramCredentials } from './scram-credentials';
import type { AdminOptions } from './admin-options';
import { createTopic } from './create-topic';
import { deleteTopic } from './delete-topic';
import { describeTopic } from './describe-topic';
import { ensureTopics } from './ensure-topics';
import { listTopics } from './list-topics';

const orders = { name: 'orders', partitions: 1, replicationFactor: 1 };

const acl = {
  resourceType: 'topic',
  resourceName: 'orders',
  principal: 'User:alice',
  operation: 'read',
  permissionType: 'allow',
} as const;
const credential = { user: 'alice', mechanism: 'SCRAM-SHA-256', password: 'secret' } as const;

const calls: Readonly<Record<string, (client: Client, options: AdminOptions) => Promise<unknown>>> = {
  addPartitions: (client, options) => addPartitions(client, 'orders', 2, options),
  alterClientQuotas: (client, options) => alterClientQuotas(client, { user: 'alice' }, {}, options),
  alterBrokerConfig: (client, options) => alterBrokerConfig(client, 1, {}, options),
  alterGroupOffsets: (client, options) => alterGroupOffsets(client, 'billing', [], options),
  alterTopicConfig: (client, options) => alterTopicConfig(client, 'orders', {}, options),
  createAcls: (client, options) => createAcls(client, [acl], options),
  deleteAcls: (client, options) => deleteAcls(client, [acl], options),
  deleteGroup: (client, options) => deleteGroup(client, 'billing', options),
  deleteGroupOffsets: (client, options) => deleteGroupOffsets(client, 'billing', [], options),
  deleteRecords: (client, options) =>
    deleteRecords(client, [{ topic: 'orders', partition: 0, before: 'end' }], options),
  deleteScramCredentials: (client, options) => deleteScramCredentials(client, [credential], options),
  describeGroup: (client, options) => describeGroup(client, 'billing', options),
  electLeaders: (client, options) => electLeaders(client, options),
  findOffsets: (client, options) => findOffsets(client, 'orders', 'latest', options),
  listAcls: (client, options) => listAcls(client, {}, options),
  listAssignments: (client, options) => listAssignments(client, 'all', options),
  listClientQuotas: (client, options) => listClientQuotas(client, 'all', options),
  listGroups: (client, options) => listGroups(client, options),
  listReassignments: (client, options) => listReassignments(client, options),
  listScramCredentials: (client, options) => listScramCredentials(client, options),
  reassignPartitions: (client, options) =>
    reassignPartitions(client, [{ topic: 'orders', partition: 0, replicas: [1] }], options),
  validatePartitions: (client, options) => validatePartitions(client, 'orders', 2, options),
  upsertScramCredentials: (client, options) => upsertScramCredentials(client, [credential], options),
  createTopic: (client, options) => createTopic(client, orders, options),
  deleteTopic: (client, options) => deleteTopic(client, 'orders', options),
  describeTopic: (client, options) => describeTopic(client, 'orders', options),
  ensureTopics: (client, options) => ensureTopics(client, [orders], options),
  listTopics: (client, options) => listTopics(client, options),
};

const fixture = new FakeBrokerFixture('orders', 1);

const made = { name: 'orders', errorCode: 0, errorMessage: null };
const answerCreateTopics = (onMade: () => void) =>
  fixture.broker.answer(createTopics, () => (onMade(), { throttleTimeMs: 0, topics: [made] }));
const answerDeleteTopics = (onMade: () => void) =>
  fixture.broker.answer(deleteTopics, () => (onMade(), { throttleTimeMs: 0, responses: [made] }));
const answerDescribeConfigs = () =>
  fixture.broker.answer(describeConfigs, () => ({
    throttleTimeMs: 0,
    results: [{ errorCode: 0, errorMessage: null, resourceType: 2, resourceName: 'orders', configs: [] }],
  }));
const answerCreatePartitions = (onMade: () => void) =>
  fixture.broker.answer(createPartitions, () => (onMade(), { throttleTimeMs: 0, results: [made] }));

describe('a signal', () => {
  test.each(Object.keys(calls))('ends %s while no broker answers', async (name) => {
    fixture.broker.isSilent = true;
    const stop = new AbortController();
    const ended = rejection(calls[name]!(fixture.client, { signal: stop.signal }));
    stop.abort(new Error('enough'));
    expect(await settlesAtOnce(ended)).toBe(true);
    expect((await ended).message).toBe('enough');
  });

  test.each(Object.keys(calls))('and a deadline bound all that %s waits for', async (name) => {
    fixture.broker.isSilent = true;
    const asking = calls[name]!(fixture.client, { deadlineMs: 300 });
    expect(await settlesWithin(400, asking)).toBe(true);
    // The only one whose first question is the change.
    const expected = name === 'createTopic' ? { code: 'UNKNOWN_OUTCOME' } : { code: 'CANNOT_CONNECT', retriable: true };
    expect(await rejection(asking)).toMatchObject(expected);
  });

  test.each<[name: string, doubt: string, silence: () => void]>([
    [
      'createTopic',
      'topic "orders" may or may not be created',
      () => fixture.broker.answer(createTopics, () => undefined),
    ],
    [
      'deleteTopic',
      'topic "orders" may or may not be deleted',
      () => fixture.broker.answer(deleteTopics, () => undefined),
    ],
    [
      'addPartitions',
      'topic "orders" may or may not have 2 partitions',
      () => fixture.broker.answer(createPartitions, () => undefined),
    ],
  ])('and a deadline lets %s say that it may be done, once it was asked for', async (name, doubt, silence) => {
    silence();
    expect(await rejection(calls[name]!(fixture.client, { deadlineMs: 300 }))).toMatchObject({
      code: 'UNKNOWN_OUTCOME',
      message: `the controller did not answer in time: ${doubt}`,
    });
  });

  test.each(Object.keys(calls))('that was aborted before lets %s ask nobody', async (name) => {
    const questions = [jest.spyOn(fixture.client, 'askAny'), jest.spyOn(fixture.client, 'connection')];
    const signal = AbortSignal.abort(new Error('enough'));
    expect((await rejection(calls[name]!(fixture.client, { signal }))).message).toBe('enough');
    for (const question of questions) expect(question).not.toHaveBeenCalled();
  });

  // What the broker says of its one topic never changes, so that they would wait for half a minute.
  test.each<[name: string, answer: (onMade: () => void) => void, call: (options: AdminOptions) => Promise<unknown>]>([
    [
      'createTopic',
      answerCreateTopics,
      (options) => createTopic(fixture.client, { ...orders, partitions: 2 }, options),
    ],
    ['deleteTopic', answerDeleteTopics, (options) => deleteTopic(fixture.client, 'orders', options)],
    [
      'ensureTopics',
      (onMade) => {
        answerDescribeConfigs();
        answerCreatePartitions(onMade);
      },
      (options) => ensureTopics(fixture.client, [{ ...orders, partitions: 2 }], options),
    ],
  ])('ends %s while the change is on its way to all brokers', async (_, answer, call) => {
    let isMade = false;
    answer(() => (isMade = true));
    const stop = new AbortController();
    const ended = rejection(call({ signal: stop.signal }));
    await eventually('the change is made', () => isMade);
    const asked = fixture.broker.asked;
    await eventually('it is looked for', () => fixture.broker.asked > asked);
    stop.abort(new Error('enough'));
    expect(await settlesAtOnce(ended)).toBe(true);
    expect((await ended).message).toBe('enough');
  });
});
