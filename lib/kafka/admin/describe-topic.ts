import { unlessAborted } from '../async';
import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import { EARLIEST, LATEST, listOffsets, type FoundOffset } from '../client/list-offsets';
import { describeConfigs } from '../protocol/requests/describe-configs';
import type { AdminOptions } from './admin-options';
import { lastWrites } from './last-writes';
import { summary, type TopicSummary } from './list-topics';
import { topicConfig, type ConfigValue } from './topic-config';
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

/** @throws {KafkaError} `UNKNOWN_TOPIC` with the nearest name there is */
export async function describeTopic(
  client: Client,
  name: string,
  { signal }: AdminOptions = {},
): Promise<TopicDetails> {
  signal?.throwIfAborted();
  return unlessAborted(detailsOf(client, name), signal);
}

async function detailsOf(client: Client, name: string): Promise<TopicDetails> {
  client.watch([name]);
  const topic = (await client.refresh()).topics.get(name) ?? (await client.refresh()).topics.get(name)!;
  if (topic.error?.type === 'UNKNOWN_TOPIC_OR_PARTITION') throw await unknownTopic(client, name);
  if (topic.error?.retriable === false)
    throw new KafkaError(topic.error.type, `topic "${name}": ${topic.error.message}`);
  const offsets = (timestamp: number) =>
    listOffsets(
      client,
      topic.partitions.map(({ partition }) => ({ topic: name, partition, timestamp })),
      'read_uncommitted',
      CONTROL,
    );
  const [config, first, next] = await Promise.all([
    client.askAny((broker) =>
      topicConfig(name, (args) => broker.send(describeConfigs, args, { timeoutMs: TIMEOUT_MS })),
    ),
    offsets(EARLIEST),
    offsets(LATEST),
  ]);
  const nextOffsets = next.map((found) => known(found)?.offset);
  const written = await lastWrites(client, topic, nextOffsets);
  return {
    ...summary(topic),
    minInSync: config.minInSync,
    config: config.changed,
    partitionDetails: topic.partitions.map((partition, index) => ({
      ...partition,
      firstOffset: known(first[index])?.offset,
      nextOffset: nextOffsets[index],
      lastWrite: written[index],
    })),
  };
}

const known = (found: FoundOffset | Error | undefined) => (found instanceof Error ? undefined : found);
