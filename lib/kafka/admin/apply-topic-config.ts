import { topicConfigValue } from '../../cluster';
import type { Client } from '../client/client';
import type { Patience } from '../client/retry';
import { describeConfigs } from '../protocol/requests/describe-configs';
import { setTopicConfig } from './alter-config';
import { askController } from './ask-controller';
import type { NewTopic } from './new-topic';
import { topicConfigs, type ConfigValue, type TopicConfig } from './topic-config';

const TIMEOUT_MS = 10_000;
/** Of one request: what all of them answer, some 3 kB each, stays small. */
const MAX_TOPICS_AT_ONCE = 500;

export interface AppliedConfig {
  /** Whether anything differed. */
  readonly isChanged: boolean;
  /** What else is set for the topic, other than the brokers have it; by name. */
  readonly undescribed: readonly ConfigValue[];
}

/** What is set for topics, by their names, as the controller has it: other brokers may not know a new topic yet. */
export async function setConfigs(
  client: Client,
  topics: readonly string[],
  patience: Patience,
): Promise<ReadonlyMap<string, TopicConfig>> {
  const found = new Map<string, TopicConfig>();
  for (let i = 0; i < topics.length; i += MAX_TOPICS_AT_ONCE) {
    const some = topics.slice(i, i + MAX_TOPICS_AT_ONCE);
    const configs = await askController(
      client,
      (controller, _, signal) =>
        topicConfigs(some, (args) => controller.send(describeConfigs, args, { timeoutMs: TIMEOUT_MS, signal })),
      patience,
    );
    configs.forEach((config, name) => found.set(name, config));
  }
  return found;
}

/**
 * Sets what is described and differs from what is set. What else is set for the topic stays, as it may have been set by hand.
 * @throws {KafkaError} `INVALID_TOPIC_CONFIG`
 */
export async function applyTopicConfig(
  client: Client,
  { name, config = {} }: NewTopic,
  { changed }: TopicConfig,
  patience: Patience,
): Promise<AppliedConfig> {
  const described = Object.entries(config).map(([key, value]) => [key, String(value)] as const);
  const undescribed = changed
    .filter((property) => !Object.hasOwn(config, property.name) && property.value !== property.default)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const own = new Map(changed.map(({ name, value }) => [name, topicConfigValue(name, value)]));
  const different = described.filter(([key, value]) => own.get(key) !== topicConfigValue(key, value));
  if (different.length > 0) await setTopicConfig(client, name, { set: Object.fromEntries(different) }, patience);
  return { isChanged: different.length > 0, undescribed };
}
