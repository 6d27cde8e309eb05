// What kafkajs exports, types, errors and all; only `Kafka` is ours. What it has by name, ES modules can import by name, too.
export * from 'kafkajs';
export {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  AssignerProtocol,
  CompressionCodecs,
  CompressionTypes,
  ConfigResourceTypes,
  ConfigSource,
  KafkaJSAggregateError,
  KafkaJSConnectionError,
  KafkaJSError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
  logLevel,
  PartitionAssigners,
  Partitioners,
  ResourcePatternTypes,
} from 'kafkajs';
export { Kafka } from './kafka';
