import { topicConfigValue } from '../../cluster';
import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import type { BrokerConnection } from '../network/connection';
import { RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { describeConfigs, RESOURCE } from '../protocol/requests/describe-configs';
import { CONFIG_OPERATION, incrementalAlterConfigs } from '../protocol/requests/incremental-alter-configs';
import type { AdminOptions } from './admin-options';
import { askController } from './ask-controller';
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
  options: AdminOptions,
): Promise<boolean> {
  const described = Object.entries(config).map(([key, value]) => [key, String(value)] as const);
  if (described.length === 0) return false;
  // Other brokers may not know the topic yet.
  const ask = (controller: BrokerConnection) =>
    topicConfig(name, (args) => controller.send(describeConfigs, args, { timeoutMs: TIMEOUT_MS }));
  const { changed } = await askController(client, ask, options);
  const own = new Map(changed.map(({ name, value }) => [name, topicConfigValue(name, value)]));
  const different = described.filter(([key, value]) => own.get(key) !== topicConfigValue(key, value));
  if (different.length === 0) return false;
  try {
    await askController(client, (controller) => setTopicConfig(controller, name, different), options);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const text = `config of topic "${name}" was refused: ${error.message}`;
    throw new KafkaError('INVALID_TOPIC_CONFIG', text, { cause: error });
  }
  return true;
}

async function setTopicConfig(
  controller: BrokerConnection,
  topic: string,
  config: readonly (readonly [name: string, value: string])[],
): Promise<void> {
  const configs = config.map(([name, value]) => ({ name, configOperation: CONFIG_OPERATION.set, value }));
  const asked = { resources: [{ resourceType: RESOURCE.topic, resourceName: topic, configs }], validateOnly: false };
  const { responses } = await controller.send(incrementalAlterConfigs, asked, { timeoutMs: ALTER_TIMEOUT_MS });
  for (const { errorCode, errorMessage } of responses) throwIfRefused(errorCode, errorMessage);
}
