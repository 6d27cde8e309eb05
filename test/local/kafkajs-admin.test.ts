import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ConfigResourceTypes,
  ConfigSource,
  KafkaJSAggregateError,
  KafkaJSNonRetriableError,
} from 'kafkajs';
import { Kafka, logLevel, ResourcePatternTypes } from '../../lib/kafkajs';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers } from '../support/kafka-fixture';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

/** No description has it. */
const AUTHORIZER = {
  'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer',
  'allow.everyone.if.no.acl.found': 'true',
};
const kafka = new KafkaFixture({}, (cluster) => ({ ...cluster, config: { ...cluster.config, ...AUTHORIZER } }));
const admin = () => new Kafka({ brokers: kafka.local.bootstrap, logLevel: logLevel.NOTHING }).admin();

describe('an admin in the words of kafkajs', () => {
  test('tells the properties of a topic with where they come from, and sets those that are named', async () => {
    const topic = await kafka.freshTopic(1);
    const ours = admin();
    const resource = { type: ConfigResourceTypes.TOPIC, name: topic };
    const change = (value: string) => ({ ...resource, configEntries: [{ name: 'retention.ms', value }] });
    await ours.alterConfigs({ validateOnly: true, resources: [change('1000')] });
    const { resources: before } = await ours.describeConfigs({ resources: [resource], includeSynonyms: false });
    expect(before[0]!.configEntries).toContainEqual({
      configName: 'retention.ms',
      configValue: '604800000',
      isDefault: true,
      configSource: ConfigSource.DEFAULT_CONFIG,
      isSensitive: false,
      readOnly: false,
      configSynonyms: [],
    });
    await ours.alterConfigs({ validateOnly: false, resources: [change('2000')] });
    await ours.alterConfigs({
      validateOnly: false,
      resources: [{ ...resource, configEntries: [{ name: 'cleanup.policy', value: 'compact' }] }],
    });
    const resources = [{ ...resource, configNames: ['retention.ms'] }];
    const { resources: after } = await ours.describeConfigs({ resources, includeSynonyms: true });
    expect(after[0]!.configEntries).toMatchObject([
      { configValue: '2000', configSource: ConfigSource.TOPIC_CONFIG, configSynonyms: [{ configValue: '2000' }] },
    ]);
    const invalid = await rejection(ours.alterConfigs({ validateOnly: true, resources: [change('often')] }));
    expect(invalid).toMatchObject({ type: 'INVALID_CONFIG' });
    await ours.disconnect();
  });

  test('tells and sets the properties of a broker', async () => {
    const ours = admin();
    const resource = { type: ConfigResourceTypes.BROKER, name: '1' };
    const configEntries = [{ name: 'log.cleaner.threads', value: '2' }];
    await ours.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries }] });
    const resources = [{ ...resource, configNames: ['log.cleaner.threads'] }];
    const told = async () => (await ours.describeConfigs({ resources, includeSynonyms: false })).resources[0]!;
    const isSet = async () => (await told()).configEntries[0]!.configSource === ConfigSource.DYNAMIC_BROKER_CONFIG;
    await eventually('the broker has heard of it', isSet);
    expect((await told()).configEntries).toMatchObject([{ configName: 'log.cleaner.threads', configValue: '2' }]);
    await ours.disconnect();
  });

  test('creates a topic where it is told to, and says of one that cannot be which and why', async () => {
    const ours = admin();
    const assigned = {
      topic: 'assigned',
      replicaAssignment: [
        { partition: 0, replicas: [3, 1] },
        { partition: 1, replicas: [2, 3] },
      ],
    };
    expect(await ours.createTopics({ validateOnly: true, topics: [assigned] })).toBe(true);
    expect(await ours.listTopics()).not.toContain('assigned');
    expect(await ours.createTopics({ topics: [assigned] })).toBe(true);
    const topicPartitions = [{ topic: 'assigned', count: 3, assignments: [[1, 2]] }];
    await ours.createPartitions({ topicPartitions });
    const { topics } = await ours.fetchTopicMetadata({ topics: ['assigned'] });
    const replicas = topics[0]!.partitions.map((one) => [one.partitionId, one.replicas] as const);
    expect(new Map(replicas)).toEqual(
      new Map([
        [0, [3, 1]],
        [1, [2, 3]],
        [2, [1, 2]],
      ]),
    );
    const wrong = [{ topic: 'wrong', replicaAssignment: [{ partition: 0, replicas: [9] }] }];
    const refused = await rejection(ours.createTopics({ topics: wrong }));
    expect(refused).toBeInstanceOf(KafkaJSAggregateError);
    expect(refused).toMatchObject({ errors: [{ topic: 'wrong', type: 'INVALID_REPLICA_ASSIGNMENT' }] });
    await ours.disconnect();
  });

  test('moves replicas, and says of a partition that cannot be moved which and why', async () => {
    const topic = await kafka.freshTopic(1);
    const ours = admin();
    await ours.alterPartitionReassignments({
      topics: [{ topic, partitionAssignment: [{ partition: 0, replicas: [2, 3] }] }],
    });
    expect(await ours.listPartitionReassignments({ topics: [{ topic: 'assigned', partitions: [0] }] })).toEqual({
      topics: [],
    });
    const nowhere = [{ topic: 'nowhere', partitionAssignment: [{ partition: 0, replicas: [1] }] }];
    const refused = await rejection(ours.alterPartitionReassignments({ topics: nowhere }));
    expect(refused).toMatchObject({
      errors: [{ topic: 'nowhere', partition: 0, type: 'UNKNOWN_TOPIC_OR_PARTITION' }],
    });
    await ours.disconnect();
  });

  test('deletes the oldest messages, and finds offsets by time', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(5));
    const ours = admin();
    await ours.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '3' }] });
    expect(await ours.fetchTopicOffsets(topic)).toMatchObject([{ low: '3', high: '5' }]);
    expect(await ours.fetchTopicOffsetsByTimestamp(topic, 0)).toEqual([{ partition: 0, offset: '3' }]);
    expect(await ours.fetchTopicOffsetsByTimestamp(topic, Date.now() + 60_000)).toEqual([
      { partition: 0, offset: '5' },
    ]);
    await ours.disconnect();
  });

  test('creates access rules, tells of them, and deletes those that are meant, never all', async () => {
    const ours = admin();
    const acl = {
      resourceType: AclResourceTypes.TOPIC,
      resourceName: 'orders',
      resourcePatternType: ResourcePatternTypes.PREFIXED,
      principal: 'User:alice',
      host: '*',
      operation: AclOperationTypes.READ,
      permissionType: AclPermissionTypes.ALLOW,
    };
    expect(await ours.createAcls({ acl: [acl] })).toBe(true);
    const all = {
      resourceType: AclResourceTypes.ANY,
      resourcePatternType: ResourcePatternTypes.ANY,
      operation: AclOperationTypes.ANY,
      permissionType: AclPermissionTypes.ANY,
    };
    const { principal, host, operation, permissionType, ...resource } = acl;
    const matching = {
      ...all,
      resourceName: 'orders-of-today',
      resourcePatternType: ResourcePatternTypes.MATCH,
      resourceType: AclResourceTypes.TOPIC,
    };
    expect((await ours.describeAcls(matching)).resources).toEqual([
      { ...resource, acls: [{ principal, host, operation, permissionType }] },
    ]);
    expect(await rejection(ours.deleteAcls({ filters: [all] }))).toBeInstanceOf(KafkaJSNonRetriableError);
    const { filterResponses } = await ours.deleteAcls({ filters: [{ ...all, principal }] });
    expect(filterResponses).toEqual([{ errorCode: 0, matchingAcls: [{ errorCode: 0, ...acl }] }]);
    expect((await ours.describeAcls(all)).resources).toEqual([]);
    await ours.disconnect();
  });
});
