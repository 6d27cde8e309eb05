import { configRefusal, keptConfig, keptFactor, topicRefusal } from '../../cluster/changes/topics';
import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { startPatience, type AdminOptions } from './admin-options';
import { addPartitions } from './add-partitions';
import { applyTopicConfig, setConfigs, type AppliedConfig } from './apply-topic-config';
import { createTopics } from './create-topics';
import { listTopics, type TopicSummary } from './list-topics';
import type { NewTopic } from './new-topic';
import { refuseInvalid } from './refuse-invalid';
import type { TopicConfig } from './topic-config';

/** Of one request: more would take the controller longer than it may on a busy machine. */
const MAX_TOPICS_AT_ONCE = 50;

export interface EnsuredTopic {
  readonly name: string;
  readonly action: 'created' | 'partitions added' | 'config changed' | 'partitions added, config changed' | 'unchanged';
  /** What differs from the description and stays so. */
  readonly note?: string;
}

/**
 * Creates what is missing, adds partitions where more are described, and sets properties that are described otherwise. Never
 * removes partitions, nor properties that are not described: they may have been set by hand. The deadline is for each step, as
 * thousands of topics take minutes.
 * @throws {KafkaError} `INVALID_TOPIC`, `INVALID_TOPIC_CONFIG`
 * @throws {KafkaError} `TOPIC_DIFFERS` when a topic has more partitions or another replication factor than described, or is to keep
 * fewer of its messages; no topic is touched then
 */
export async function ensureTopics(
  client: Client,
  topics: readonly NewTopic[],
  options: AdminOptions = {},
): Promise<readonly EnsuredTopic[]> {
  topics.forEach(refuseInvalid);
  const existing = new Map((await listTopics(client, options)).map((topic) => [topic.name, topic]));
  const names = topics.map(({ name }) => name).filter((name) => existing.has(name));
  const configs = await setConfigs(client, names, startPatience(options));
  const faults = topics.flatMap((topic) => faultOf(topic, existing, configs) ?? []);
  if (faults.length > 0) throw new KafkaError('TOPIC_DIFFERS', faults.join('; '));
  const created = await createMissing(
    client,
    topics.filter(({ name }) => !existing.has(name)),
    options,
  );
  const ensured: EnsuredTopic[] = [];
  // One after the other: several at once would only queue up at the controller.
  for (const topic of topics) {
    const found = existing.get(topic.name);
    const config = configs.get(topic.name);
    if (found && config) {
      const { action, undescribed } = await changeTopic(client, topic, found, config, options);
      const notes = [keptFactor(topic, found), keptConfig(topic.name, undescribed)].filter(
        (note) => note !== undefined,
      );
      ensured.push({ name: topic.name, action, ...(notes.length > 0 && { note: notes.join('; ') }) });
    }
    // Another program may do the same at the same time.
    else ensured.push({ name: topic.name, action: created.has(topic.name) ? 'created' : 'unchanged' });
  }
  return ensured;
}

/** Why the topic that is there cannot become the described one; undefined where it can, or there is none. */
function faultOf(
  topic: NewTopic,
  existing: ReadonlyMap<string, TopicSummary>,
  configs: ReadonlyMap<string, TopicConfig>,
): string | undefined {
  const [found, config] = [existing.get(topic.name), configs.get(topic.name)];
  if (!found || !config) return undefined;
  return topicRefusal(topic, found) ?? configRefusal(topic.name, topic.config ?? {}, valueOf(config));
}

const valueOf =
  ({ values }: TopicConfig) =>
  (name: string): string | undefined =>
    values.get(name);

async function createMissing(
  client: Client,
  topics: readonly NewTopic[],
  options: AdminOptions,
): Promise<ReadonlySet<string>> {
  const created = new Set<string>();
  for (let i = 0; i < topics.length; i += MAX_TOPICS_AT_ONCE) {
    const names = await createTopics(client, topics.slice(i, i + MAX_TOPICS_AT_ONCE), options);
    names.forEach((name) => created.add(name));
  }
  return created;
}

async function changeTopic(
  client: Client,
  topic: NewTopic,
  found: TopicSummary,
  config: TopicConfig,
  options: AdminOptions,
): Promise<Pick<EnsuredTopic, 'action'> & Pick<AppliedConfig, 'undescribed'>> {
  // Before the partitions, which stay when properties are refused.
  const { isChanged, undescribed } = await applyTopicConfig(client, topic, config, startPatience(options));
  if (found.partitions === topic.partitions) return { action: isChanged ? 'config changed' : 'unchanged', undescribed };
  await addPartitions(client, topic.name, topic.partitions, options);
  return { action: isChanged ? 'partitions added, config changed' : 'partitions added', undescribed };
}
