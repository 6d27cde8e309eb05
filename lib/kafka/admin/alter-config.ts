import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { retry, type Patience } from '../client/retry';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';
import { RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { RESOURCE } from '../protocol/requests/describe-configs';
import { CONFIG_OPERATION, incrementalAlterConfigs } from '../protocol/requests/incremental-alter-configs';
import { startPatience, type AdminOptions } from './admin-options';
import { askController, type AskController } from './ask-controller';
import { refuseInternal } from './internal-topics';
import { minInSyncFault } from './refuse-invalid';
import { requireTopics } from './require-topics';
import { untilRead } from './until-read';

const TIMEOUT_MS = 10_000;

export interface ConfigChange {
  /** By Kafka's names. */
  readonly set?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Names of those that get their default again. */
  readonly reset?: readonly string[] | undefined;
}

/**
 * Changes properties of a topic; those that are not named stay (KIP-339).
 * @throws {KafkaError} `UNKNOWN_TOPIC`, `INVALID_TOPIC_CONFIG`, `INTERNAL_TOPIC` (its cleanup.policy), `TOPIC_AUTHORIZATION_FAILED`; `CANNOT_CONNECT`, `UNKNOWN_OUTCOME`
 * after the deadline
 */
export async function alterTopicConfig(
  client: Client,
  topic: string,
  change: ConfigChange,
  options: AdminOptions = {},
): Promise<void> {
  requireArguments({ client, topic, change, options });
  const patience = startPatience(options);
  await requireFit(client, topic, change, patience);
  await setTopicConfig(client, topic, change, patience);
}

/** Has the controller judge a change of a topic, and makes none. @throws as {@link alterTopicConfig} */
export async function validateTopicConfig(
  client: Client,
  topic: string,
  change: ConfigChange,
  options: AdminOptions = {},
): Promise<void> {
  requireArguments({ client, topic, change, options });
  const patience = startPatience(options);
  await requireFit(client, topic, change, patience);
  await explained(topic, () =>
    askController(client, altering(ofTopic(topic), { change, validateOnly: true }), patience),
  );
}

async function requireFit(client: Client, topic: string, change: ConfigChange, patience: Patience): Promise<void> {
  const topics = await requireTopics(client, [topic], patience);
  if ('cleanup.policy' in (change.set ?? {}) || change.reset?.includes('cleanup.policy'))
    refuseInternal(topics.get(topic)!, 'set cleanup.policy');
  const replicationFactor = topics.get(topic)!.partitions[0]?.replicas.length ?? Infinity;
  const fault = minInSyncFault(topic, change.set ?? {}, replicationFactor);
  if (fault !== undefined) throw new KafkaError('INVALID_TOPIC_CONFIG', fault, { topic });
}

/** Of a topic that is there. @throws as above */
export async function setTopicConfig(
  client: Client,
  topic: string,
  change: ConfigChange,
  patience: Patience,
): Promise<void> {
  await explained(topic, () =>
    askController(client, altering(ofTopic(topic), { change, validateOnly: false }), {
      ...patience,
      unsettled: `config of topic "${topic}" may or may not be changed`,
    }),
  );
  await untilRead(client, patience);
}

async function explained(topic: string, ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof RefusedError) || !AT_FAULT.has(error.code)) throw error;
    const text = `config of topic "${topic}" was refused: ${error.message}`;
    throw new KafkaError('INVALID_TOPIC_CONFIG', text, { topic, cause: error });
  }
}

const AT_FAULT: ReadonlySet<string> = new Set(['INVALID_CONFIG', 'INVALID_REQUEST', 'POLICY_VIOLATION']);

/**
 * Changes properties of one broker, or of all (`all`: those that a broker has of its own go over them), while they run. What only
 * counts at a start is refused (KIP-226).
 * @throws {KafkaError} `INVALID_CONFIG`, `INVALID_REQUEST`, `CLUSTER_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline,
 * while the broker does not answer
 */
export async function alterBrokerConfig(
  client: Client,
  broker: number | 'all',
  change: ConfigChange,
  options: AdminOptions = {},
): Promise<void> {
  requireArguments({ client, broker, change, options });
  const patience = startPatience(options);
  await askBroker(client, broker, { change, validateOnly: false }, patience);
  await untilRead(client, patience);
}

/** Has a broker judge a change, and makes none. @throws as {@link alterBrokerConfig} */
export const validateBrokerConfig = async (
  client: Client,
  broker: number | 'all',
  change: ConfigChange,
  options: AdminOptions = {},
): Promise<void> => {
  requireArguments({ client, broker, change, options });
  return askBroker(client, broker, { change, validateOnly: true }, startPatience(options));
};

function askBroker(client: Client, broker: number | 'all', asked: Asked, patience: Patience): Promise<void> {
  if (broker === 'all') return askController(client, altering(ofBroker(''), asked), patience);
  const alter = altering(ofBroker(String(broker)), asked);
  // A broker checks for itself whether it can.
  const ask = async (signal: AbortSignal): Promise<void> =>
    alter(await client.connection(broker, CONTROL, signal), false, signal);
  return retry(ask, {
    ...patience,
    recover: () => client.refresh().catch(() => undefined),
    late: (reason, cause) =>
      new KafkaError('CANNOT_CONNECT', `broker ${broker} is out of reach: ${reason}`, { broker, cause }),
  });
}

interface Asked {
  readonly change: ConfigChange;
  readonly validateOnly: boolean;
}

const ofTopic = (resourceName: string) => ({ resourceType: RESOURCE.topic, resourceName });
const ofBroker = (resourceName: string) => ({ resourceType: RESOURCE.broker, resourceName });

function altering(
  resource: { readonly resourceType: number; readonly resourceName: string },
  { change: { set = {}, reset = [] }, validateOnly }: Asked,
): AskController<void> {
  const configs = [
    ...Object.entries(set).map(([name, value]) => ({
      name,
      configOperation: CONFIG_OPERATION.set,
      value: String(value),
    })),
    ...reset.map((name) => ({ name, configOperation: CONFIG_OPERATION.delete, value: null })),
  ];
  const asked = { resources: [{ ...resource, configs }], validateOnly };
  return async (connection, _, signal) => {
    const { responses } = await connection.send(incrementalAlterConfigs, asked, { timeoutMs: TIMEOUT_MS, signal });
    for (const { errorCode, errorMessage } of responses) throwIfRefused(errorCode, errorMessage);
  };
}
