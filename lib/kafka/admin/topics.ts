import type { Client } from '../client';

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** By Kafka's names. @default - the brokers' */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Resolves when every partition has a leader.
 * @throws {KafkaError} exit code 2: `INVALID_TOPIC`, `TOPIC_EXISTS`, `TOO_FEW_BROKERS`, `INVALID_TOPIC_CONFIG` …
 */
export function createTopic(_client: Client, _topic: NewTopic): Promise<void> {
  return Promise.reject(new Error('not built yet'));
}

/** Resolves when the topic is gone from every broker. @throws {KafkaError} `UNKNOWN_TOPIC` (exit code 2) */
export function deleteTopic(_client: Client, _name: string): Promise<void> {
  return Promise.reject(new Error('not built yet'));
}

export interface TopicSummary {
  readonly name: string;
  readonly internal: boolean;
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** By name. */
export function listTopics(_client: Client): Promise<readonly TopicSummary[]> {
  return Promise.reject(new Error('not built yet'));
}

export interface TopicDetails extends TopicSummary {
  readonly minInSync: number;
  /** By number. */
  readonly partitionDetails: readonly PartitionDetails[];
  /** What is not the default of the brokers, with that default. */
  readonly config: readonly { readonly name: string; readonly value: string; readonly default: string | undefined }[];
}

export interface PartitionDetails {
  readonly partition: number;
  /** undefined while the partition is offline; its offsets then too. */
  readonly leader: number | undefined;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
  readonly firstOffset: number | undefined;
  readonly nextOffset: number | undefined;
  /** Time of the newest message, milliseconds since 1970. */
  readonly lastWrite: number | undefined;
}

/** @throws {KafkaError} `UNKNOWN_TOPIC` (exit code 2) with the nearest name there is */
export function describeTopic(_client: Client, _name: string): Promise<TopicDetails> {
  return Promise.reject(new Error('not built yet'));
}

export interface EnsuredTopic {
  readonly name: string;
  readonly action: 'created' | 'partitions added' | 'unchanged';
}

/**
 * Creates what is missing and adds partitions where more are described; never removes any.
 * @throws {KafkaError} `TOPIC_DIFFERS` (exit code 2) when a topic has more partitions or another replication factor than described,
 * after all others were done
 */
export function ensureTopics(_client: Client, _topics: readonly NewTopic[]): Promise<readonly EnsuredTopic[]> {
  return Promise.reject(new Error('not built yet'));
}
