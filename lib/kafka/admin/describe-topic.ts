import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import type { TopicMetadata } from '../client/metadata';
import type { Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';
import { EARLIEST, LATEST } from '../client/list-offsets';
import { describeConfigs } from '../protocol/requests/describe-configs';
import { startPatience, type AdminOptions } from './admin-options';
import { askAnyone, learnLeaders } from './ask-anyone';
import { lastWrites } from './last-writes';
import { summary, type TopicSummary } from './list-topics';
import { settledOffsets } from './settled-offsets';
import { topicConfigs, type ConfigValue } from './topic-config';
import { unknownTopic } from './unknown-topic';

const TIMEOUT_MS = 3000;

export interface TopicDetails extends TopicSummary {
  readonly minInSync: number;
  /** By number. */
  readonly partitionDetails: readonly PartitionDetails[];
  /** What is set for the topic, with what would be without. */
  readonly config: readonly ConfigValue[];
}

export interface PartitionDetails {
  readonly partition: number;
  /** undefined while the partition is offline; its offsets then too. */
  readonly leader: number | undefined;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
  readonly firstOffset: number | undefined;
  readonly nextOffset: number | undefined;
  /** Time of the youngest message, milliseconds since 1970; undefined if there is none. */
  readonly lastWrite: number | undefined;
}

/** @throws {KafkaError} `UNKNOWN_TOPIC` with the nearest name there is; `CANNOT_CONNECT` after the deadline */
export async function describeTopic(client: Client, name: string, options: AdminOptions = {}): Promise<TopicDetails> {
  requireArguments({ client, name, options });
  const patience = startPatience(options);
  client.watch([name]);
  const topic = await knownTopic(client, name, patience);
  const offsets = (timestamp: number) =>
    settledOffsets(
      client,
      topic.partitions.map(({ partition }) => ({ topic: name, partition, timestamp })),
      patience.signal,
    );
  const [configs, first, next] = await Promise.all([
    askAnyone(
      client,
      (broker, signal) =>
        topicConfigs([name], (args) => broker.send(describeConfigs, args, { timeoutMs: TIMEOUT_MS, signal })),
      patience,
    ),
    offsets(EARLIEST),
    offsets(LATEST),
  ]);
  const config = configs.get(name)!;
  const nextOffsets = next.map((found) => found?.offset);
  const written = await lastWrites(client, topic, nextOffsets, patience.signal);
  return {
    ...summary(topic),
    minInSync: Number(config.values.get('min.insync.replicas') ?? 1),
    config: config.changed,
    partitionDetails: topic.partitions.map((partition, index) => ({
      ...partition,
      firstOffset: first[index]?.offset,
      nextOffset: nextOffsets[index],
      lastWrite: written[index],
    })),
  };
}

/** As of a refresh, so that the leaders that are asked are those of the answer. */
async function knownTopic(client: Client, name: string, patience: Patience): Promise<TopicMetadata> {
  await learnLeaders(client, [name], patience);
  const topic = client.metadata.topics.get(name)!;
  if (topic.error?.type === 'UNKNOWN_TOPIC_OR_PARTITION') throw await unknownTopic(client, name, patience);
  if (topic.error?.retriable === false) {
    throw new KafkaError(topic.error.type, `topic "${name}": ${topic.error.message}`, { topic: name });
  }
  return topic;
}
