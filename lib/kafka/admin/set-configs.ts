import type { Client } from '../client/client';
import type { Patience } from '../client/retry';
import { describeConfigs } from '../protocol/requests/describe-configs';
import { askController } from './ask-controller';
import { topicConfigs, type TopicConfig } from './topic-config';

const TIMEOUT_MS = 10_000;
/** Of one request: what all of them answer, some 3 kB each, stays small. */
const MAX_TOPICS_AT_ONCE = 500;

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
