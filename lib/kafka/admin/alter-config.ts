import type { Client } from '../client/client';
import { retry, type Patience } from '../client/retry';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';
import { throwIfRefused } from '../protocol/protocol-error';
import { RESOURCE } from '../protocol/requests/describe-configs';
import { CONFIG_OPERATION, incrementalAlterConfigs } from '../protocol/requests/incremental-alter-configs';
import { startPatience, type AdminOptions } from './admin-options';
import { askController } from './ask-controller';
import type { BrokerConnection } from '../network/connection';
import { RefusedError } from '../protocol/protocol-error';
import { refuseInternal } from './internal-topics';
import { minInSyncFault } from './refuse-invalid';
import { requireTopics } from './require-topics';

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
  const patience = startPatience(options);
  const topics = await requireTopics(client, [topic], patience);
  if ('cleanup.policy' in (change.set ?? {}) || change.reset?.includes('cleanup.policy'))
    refuseInternal(topics.get(topic)!, 'set cleanup.policy');
  const replicationFactor = topics.get(topic)!.partitions[0]?.replicas.length ?? Infinity;
  const fault = minInSyncFault(topic, change.set ?? {}, replicationFactor);
  if (fault !== undefined) throw new KafkaError('INVALID_TOPIC_CONFIG', fault, { topic });
  await setTopicConfig(client, topic, change, patience);
}

/** Of a topic that is there. @throws as above */
export async function setTopicConfig(
  client: Client,
  topic: string,
  change: ConfigChange,
  patience: Patience,
): Promise<void> {
  try {
    await askController(client, (controller, _, signal) => alter(controller, RESOURCE.topic, topic, change, signal), {
      ...patience,
      unsettled: `config of topic "${topic}" may or may not be changed`,
    });
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
  const patience = startPatience(options);
  if (broker === 'all') {
    return askController(client, (any, _, signal) => alter(any, RESOURCE.broker, '', change, signal), patience);
  }
  // A broker checks for itself whether it can.
  const ask = async (signal: AbortSignal): Promise<void> => {
    const connection = await client.connection(broker, CONTROL, signal);
    await alter(connection, RESOURCE.broker, String(broker), change, signal);
  };
  return retry(ask, {
    ...patience,
    recover: () => client.refresh().catch(() => undefined),
    late: (reason, cause) =>
      new KafkaError('CANNOT_CONNECT', `broker ${broker} is out of reach: ${reason}`, { broker, cause }),
  });
}

async function alter(
  connection: BrokerConnection,
  resourceType: number,
  resourceName: string,
  { set = {}, reset = [] }: ConfigChange,
  signal: AbortSignal,
): Promise<void> {
  const configs = [
    ...Object.entries(set).map(([name, value]) => ({
      name,
      configOperation: CONFIG_OPERATION.set,
      value: String(value),
    })),
    ...reset.map((name) => ({ name, configOperation: CONFIG_OPERATION.delete, value: null })),
  ];
  const asked = { resources: [{ resourceType, resourceName, configs }], validateOnly: false };
  const { responses } = await connection.send(incrementalAlterConfigs, asked, { timeoutMs: TIMEOUT_MS, signal });
  for (const { errorCode, errorMessage } of responses) throwIfRefused(errorCode, errorMessage);
}
