import { keptConfig, keptFactor } from '../../cluster/changes/topics';
import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { KafkaError } from '../protocol/errors';
import { startPatience, type AdminOptions } from './admin-options';
import { addPartitions } from './add-partitions';
import { setTopicConfig } from './alter-config';
import { createTopics } from './create-topics';
import { differentConfig, findTopics, refusalsOfTopic, undescribedConfig, type FoundTopic } from './find-topics';
import type { NewTopic } from './new-topic';
import { refuseInvalid } from './refuse-invalid';

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
  requireArguments({ client, newTopics: topics, options });
  topics.forEach(refuseInvalid);
  const there = await findTopics(client, topics, options);
  const faults = topics.flatMap((topic) => {
    const found = there.get(topic.name);
    return found ? Object.values(refusalsOfTopic(topic, found)).filter((refusal) => refusal !== undefined) : [];
  });
  if (faults.length > 0) throw new KafkaError('TOPIC_DIFFERS', faults.join('; '));
  const created = await createMissing(
    client,
    topics.filter(({ name }) => !there.has(name)),
    options,
  );
  const ensured: EnsuredTopic[] = [];
  // One after the other: several at once would only queue up at the controller.
  for (const topic of topics) {
    const found = there.get(topic.name);
    if (found) ensured.push(await changeTopic(client, topic, found, options));
    // Another program may do the same at the same time.
    else ensured.push({ name: topic.name, action: created.has(topic.name) ? 'created' : 'unchanged' });
  }
  return ensured;
}

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
  found: FoundTopic,
  options: AdminOptions,
): Promise<EnsuredTopic> {
  const { name } = topic;
  const different = differentConfig(topic, found.config);
  const isConfigured = different.length > 0;
  // Before the partitions, which stay when properties are refused.
  if (isConfigured) {
    await setTopicConfig(client, name, { set: Object.fromEntries(different) }, startPatience(options));
  }
  const isGrown = found.partitions !== topic.partitions;
  if (isGrown) await addPartitions(client, name, topic.partitions, options);
  const done = [isGrown ? 'partitions added' : [], isConfigured ? 'config changed' : []].flat();
  const action = done.length === 0 ? 'unchanged' : (done.join(', ') as EnsuredTopic['action']);
  const notes = [keptFactor(topic, found), keptConfig(name, undescribedConfig(topic, found.config))].filter(
    (note) => note !== undefined,
  );
  return { name, action, ...(notes.length > 0 && { note: notes.join('; ') }) };
}
