import type { Client } from '../client';
import { EARLIEST, LATEST, listOffsets, NEWEST, type FoundOffset } from '../network/list-offsets';
import { throwIfRefused } from '../wire/protocol-error';
import { unknownTopic } from './delete-topic';
import { summaryOf, type TopicSummary } from './list-topics';

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

const TOPIC_RESOURCE = 2;
const TOPIC_SOURCE = 1;

/** @throws {KafkaError} `UNKNOWN_TOPIC` (exit code 2) with the nearest name there is */
export async function describeTopic(client: Client, name: string): Promise<TopicDetails> {
  const topic = (await client.fetchMetadata([])).topics.get(name);
  if (!topic) throw await unknownTopic(client, name);
  client.watch([name]);
  await client.refresh();
  const [entries, first, next, newest] = await Promise.all([
    configOf(client, name),
    ...[EARLIEST, LATEST, NEWEST].map((timestamp) => offsetsOf(client, name, topic.partitions.length, timestamp)),
  ]);
  return {
    ...summaryOf(topic),
    minInSync: Number(entries.find(({ configName }) => configName === 'min.insync.replicas')?.configValue ?? 1),
    partitionDetails: topic.partitions.map((partition, index) => ({
      ...partition,
      firstOffset: first?.[index]?.offset,
      nextOffset: next?.[index]?.offset,
      lastWrite: timeOf(newest?.[index]),
    })),
    config: entries
      .filter(({ configSource }) => configSource === TOPIC_SOURCE)
      .map(({ configName, configValue, configSynonyms }) => ({
        name: configName,
        value: configValue ?? '',
        default: configSynonyms.find(({ configSource }) => configSource !== TOPIC_SOURCE)?.configValue ?? undefined,
      })),
  };
}

const timeOf = (found: FoundOffset | undefined): number | undefined =>
  found && found.timestamp >= 0 ? found.timestamp : undefined;

async function offsetsOf(
  client: Client,
  topic: string,
  partitions: number,
  timestamp: number,
): Promise<(FoundOffset | undefined)[]> {
  const queries = Array.from({ length: partitions }, (_, partition) => ({ topic, partition, timestamp }));
  const found = await listOffsets(client, queries, 'read_uncommitted', 'admin');
  return found.map((offset) => (offset instanceof Error ? undefined : offset));
}

async function configOf(client: Client, name: string) {
  const args = { resources: [{ type: TOPIC_RESOURCE, name }], includeSynonyms: true };
  const { resources } = await client.askAny('DescribeConfigs', args);
  const resource = resources[0]!;
  throwIfRefused(resource.errorCode, resource.errorMessage);
  return resource.configEntries;
}
