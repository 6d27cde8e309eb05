/** The tests of kafkajs that use its producer, consumer and admin as programs do, or nearly so. */
export const specs = [
  ...['compression', 'index', '__tests__/concurrentTransaction', '__tests__/idempotentProduceMessages'].map(inProducer),
  inProducer('__tests__/producingToInvalidTopic'),
  ...['assignerProtocolIntegration', 'assignmentForUnsubscribedTopic', 'commitOffsets', 'connection'].map(inConsumer),
  ...['consumeMessages', 'controlBatches', 'describeGroup', 'emptyAssignment', 'errorRecovery'].map(inConsumer),
  ...['handlerErrorRecovery', 'index', 'instrumentationEvents', 'logger', 'misconfiguration', 'pause'].map(inConsumer),
  ...['rebalanceOnPartitionChange', 'seek', 'subscribe'].map(inConsumer),
  'src/admin/index.spec.js',
  ...['alterConfigs', 'alterPartitionReassignments', 'connection', 'createAcls', 'createPartitions'].map(inAdmin),
  ...['createTopics', 'deleteAcls', 'deleteGroups', 'deleteTopicRecords', 'deleteTopics', 'describeAcls'].map(inAdmin),
  ...['describeCluster', 'describeConfigs', 'describeGroups', 'fetchOffsets', 'fetchTopicMetadata'].map(inAdmin),
  ...['fetchTopicOffsets', 'fetchTopicOffsetsByTimestamp', 'listGroups', 'listPartitionReassignments'].map(inAdmin),
  ...['listTopics', 'resetOffsets', 'setOffsets'].map(inAdmin),
];

function inProducer(name: string): string {
  return `src/producer/${name}.spec.js`;
}

function inConsumer(name: string): string {
  return `src/consumer/__tests__/${name}.spec.js`;
}

function inAdmin(name: string): string {
  return `src/admin/__tests__/${name}.spec.js`;
}
