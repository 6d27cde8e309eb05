import { topicConfigValue } from '../../cluster';
import type { Client } from '../client/client';
import type { Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';
import { RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { describeConfigs, RESOURCE } from '../protocol/requests/describe-configs';
import { CONFIG_OPERATION, incrementalAlterConfigs } from '../protocol/requests/incremental-alter-configs';
import { askController, type AskController } from './ask-controller';
import type { NewTopic } from './new-topic';
import { topicConfig } from './topic-config';

const TIMEOUT_MS = 3000;
const ALTER_TIMEOUT_MS = 10_000;

/**
 * Sets what is described and differs. What else is set for the topic stays, as it may have been set by hand.
 * @returns whether anything differed
 * @throws {KafkaError} `INVALID_TOPIC_CONFIG`
 */
export async function applyTopicConfig(
  client: Client,
  { name, config = {} }: NewTopic,
  patience: Patience,
): Promise<boolean> {
  const described = Object.entries(config).map(([key, value]) => [key, String(value)] as const);
  if (described.length === 0) return false;
  // Other brokers may not know the topic yet.
  const ask: AskController<Awaited<ReturnType<typeof topicConfig>>> = (controller, _, signal) =>
    topicConfig(name, (args) => controller.send(describeConfigs, args, { timeoutMs: TIMEOUT_MS, signal }));
  const { changed } = await askController(client, ask, patience);
  const own = new Map(changed.map(({ name, value }) => [name, topicConfigValue(name, value)]));
  const different = described.filter(([key, value]) => own.get(key) !== topicConfigValue(key, value));
  if (different.length === 0) return false;
  try {
    await setTopicConfig(client, name, different, patience);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const text = `config of topic "${name}" was refused: ${error.message}`;
    throw new KafkaError('INVALID_TOPIC_CONFIG', text, { cause: error });
  }
  return true;
}

async function setTopicConfig(
  client: Client,
  topic: string,
  config: readonly (readonly [name: string, value: string])[],
  patience: Patience,
): Promise<void> {
  const configs = config.map(([name, value]) => ({ name, configOperation: CONFIG_OPERATION.set, value }));
  const asked = { resources: [{ resourceType: RESOURCE.topic, resourceName: topic, configs }], validateOnly: false };
  const set: AskController<void> = async (controller, _, signal) => {
    const { responses } = await controller.send(incrementalAlterConfigs, asked, {
      timeoutMs: ALTER_TIMEOUT_MS,
      signal,
    });
    for (const { errorCode, errorMessage } of responses) throwIfRefused(errorCode, errorMessage);
  };
  await askController(client, set, patience);
}
