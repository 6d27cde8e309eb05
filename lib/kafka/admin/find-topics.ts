import { topicConfigValue } from '../../cluster/topic-config';
import { configRefusal, factorRefusal, partitionsRefusal } from '../../cluster/changes/topics';
import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { startPatience, type AdminOptions } from './admin-options';
import { setConfigs } from './set-configs';
import { listTopics, type TopicSummary } from './list-topics';
import type { NewTopic } from './new-topic';
import type { ConfigValue, TopicConfig } from './topic-config';

/** A topic that is there, and what holds for it. */
export interface FoundTopic extends TopicSummary {
  readonly config: TopicConfig;
}

/**
 * Topics that are there, by name: those of `topics`, or all, Kafka's own too.
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline
 */
export async function findTopics(
  client: Client,
  topics: readonly Pick<NewTopic, 'name'>[] | 'all',
  options: AdminOptions = {},
): Promise<ReadonlyMap<string, FoundTopic>> {
  requireArguments({ client, topics, options });
  const asked = topics === 'all' ? undefined : new Set(topics.map(({ name }) => name));
  const found = (await listTopics(client, options)).filter(({ name }) => asked?.has(name) ?? true);
  const names = found.map(({ name }) => name);
  const configs = await setConfigs(client, names, startPatience(options));
  // One that was deleted meanwhile has none.
  return new Map(
    found.flatMap((topic) => {
      const config = configs.get(topic.name);
      return config ? [[topic.name, { ...topic, config }] as const] : [];
    }),
  );
}

/** Why the topic that is there cannot become the described one, by what of it is refused; undefined where it can. */
export const refusalsOfTopic = (topic: NewTopic, found: FoundTopic) => ({
  partitions: partitionsRefusal(topic, found),
  replicationFactor: factorRefusal(topic, found),
  config: configRefusal(topic.name, topic.config ?? {}, (name) => found.config.values.get(name)),
});

/** Properties that are described and not set for the topic, or set otherwise. */
export function differentConfig(
  { config = {} }: NewTopic,
  { changed }: TopicConfig,
): readonly (readonly [string, string])[] {
  const own = new Map(changed.map(({ name, value }) => [name, topicConfigValue(name, value)]));
  return Object.entries(config)
    .map(([name, value]) => [name, String(value)] as const)
    .filter(([name, value]) => own.get(name) !== topicConfigValue(name, value));
}

/** What else is set for the topic, other than the brokers have it; by name. */
export const undescribedConfig = ({ config = {} }: NewTopic, { changed }: TopicConfig): readonly ConfigValue[] =>
  changed
    .filter(({ name, value, default: usual }) => !Object.hasOwn(config, name) && value !== usual)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
