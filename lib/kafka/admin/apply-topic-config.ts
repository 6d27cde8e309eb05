import { topicConfigValue } from '../../cluster';
import type { Client } from '../client/client';
import type { Patience } from '../client/retry';
import { describeConfigs } from '../protocol/requests/describe-configs';
import { setTopicConfig } from './alter-config';
import { askController, type AskController } from './ask-controller';
import type { NewTopic } from './new-topic';
import { topicConfig, type ConfigValue } from './topic-config';

const TIMEOUT_MS = 3000;

export interface AppliedConfig {
  /** Whether anything differed. */
  readonly isChanged: boolean;
  /** What else is set for the topic, other than the brokers have it; by name. */
  readonly undescribed: readonly ConfigValue[];
}

/**
 * Sets what is described and differs. What else is set for the topic stays, as it may have been set by hand.
 * @throws {KafkaError} `INVALID_TOPIC_CONFIG`
 */
export async function applyTopicConfig(
  client: Client,
  { name, config = {} }: NewTopic,
  patience: Patience,
): Promise<AppliedConfig> {
  const described = Object.entries(config).map(([key, value]) => [key, String(value)] as const);
  // Other brokers may not know the topic yet.
  const ask: AskController<Awaited<ReturnType<typeof topicConfig>>> = (controller, _, signal) =>
    topicConfig(name, (args) => controller.send(describeConfigs, args, { timeoutMs: TIMEOUT_MS, signal }));
  const { changed } = await askController(client, ask, patience);
  const undescribed = changed
    .filter((property) => !Object.hasOwn(config, property.name) && property.value !== property.default)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const own = new Map(changed.map(({ name, value }) => [name, topicConfigValue(name, value)]));
  const different = described.filter(([key, value]) => own.get(key) !== topicConfigValue(key, value));
  if (different.length > 0) await setTopicConfig(client, name, { set: Object.fromEntries(different) }, patience);
  return { isChanged: different.length > 0, undescribed };
}
