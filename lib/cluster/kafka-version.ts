/** The newest of each line that is tested, the default first. */
export const KAFKA_VERSIONS = ['3.9.2', '4.3.1'] as const;

export type KafkaVersion = (typeof KAFKA_VERSIONS)[number];

export const DEFAULT_KAFKA: KafkaVersion = '3.9.2';

/** The one that ZooKeeper comes from too. */
export const kafkaImage = (version: KafkaVersion): string => `apache/kafka:${version}`;
