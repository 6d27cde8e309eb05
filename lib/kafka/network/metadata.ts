import type { Apis } from '../wire/apis';
import type { Address } from '../wire/connection';
import { protocolError, type ProtocolError } from '../wire/protocol-error';

/** Whoever must notice new partitions asks so often. */
export const METADATA_MAX_AGE_MS = 10_000;

/** What a broker knows of the cluster. It may be behind: a leader that it names can be gone already. */
export interface Metadata {
  readonly clusterId: string;
  /** undefined while none is elected. */
  readonly controllerId: number | undefined;
  readonly brokers: ReadonlyMap<number, Address>;
  readonly topics: ReadonlyMap<string, TopicMetadata>;
}

export interface TopicMetadata {
  readonly name: string;
  readonly internal: boolean;
  /** Why nothing is known of the topic, e.g. that there is none. */
  readonly error: ProtocolError | undefined;
  /** By number, without gaps. */
  readonly partitions: readonly PartitionMetadata[];
}

export interface PartitionMetadata {
  readonly partition: number;
  /** undefined while there is none. */
  readonly leader: number | undefined;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

export function toMetadata(answer: Apis['Metadata']['answer']): Metadata {
  const brokers = new Map(answer.brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }]));
  return {
    clusterId: answer.clusterId,
    controllerId: brokers.has(answer.controllerId) ? answer.controllerId : undefined,
    brokers,
    topics: new Map(answer.topicMetadata.map((topic) => [topic.topic, toTopic(topic)])),
  };
}

function toTopic(topic: Apis['Metadata']['answer']['topicMetadata'][number]): TopicMetadata {
  return {
    name: topic.topic,
    internal: topic.isInternal,
    error: protocolError(topic.topicErrorCode),
    partitions: topic.partitionMetadata
      .map(({ partitionId, leader, replicas, isr }) => ({
        partition: partitionId,
        leader: leader < 0 ? undefined : leader,
        replicas,
        inSync: isr,
      }))
      .sort((a, b) => a.partition - b.partition),
  };
}
