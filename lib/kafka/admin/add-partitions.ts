import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import type { TopicMetadata } from '../client/metadata';
import type { Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';
import { RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { createPartitions } from '../protocol/requests/create-partitions';
import { startPatience, type AdminOptions } from './admin-options';
import { askController, type AskController } from './ask-controller';
import { changeOnce } from './change-once';
import { refuseInternal } from './internal-topics';
import { requireTopics } from './require-topics';
import { untilEverywhere } from './until-everywhere';

const TIMEOUT_MS = 10_000;

export interface GrowthOptions extends AdminOptions {
  /** Which brokers have the replicas of each new partition, the first one to lead. @default - the controller assigns */
  readonly replicas?: readonly (readonly number[])[] | undefined;
}

/**
 * Has a topic grow to `count` partitions, and resolves when every broker knows them and each has a leader. Messages that are
 * there stay where they are, so that keys may go to other partitions from then on.
 * @throws {KafkaError} `UNKNOWN_TOPIC`, `INTERNAL_TOPIC`, `INVALID_PARTITIONS` (there are as many already, or more: Kafka removes none),
 * `INVALID_REPLICA_ASSIGNMENT`
 * @throws {KafkaError} `CANNOT_CONNECT`, `UNKNOWN_OUTCOME`, `NOT_DONE` after the deadline
 */
export async function addPartitions(
  client: Client,
  topic: string,
  count: number,
  options: GrowthOptions = {},
): Promise<void> {
  requireArguments({ client, topic, count, options });
  const patience = startPatience(options);
  await requireOther(client, topic, patience);
  await explained(topic, count, () =>
    changeOnce(
      client,
      'INVALID_PARTITIONS',
      asking({ topic, count, replicas: options.replicas, validateOnly: false }),
      {
        ...patience,
        unsettled: `topic "${topic}" may or may not have ${count} partitions`,
      },
    ),
  );
  const isLed = ({ partitions }: TopicMetadata): boolean =>
    partitions.length >= count && partitions.every(({ leader }) => leader !== undefined);
  await untilEverywhere(client, [topic], 'led', isLed, patience);
}

/**
 * Has the controller say whether a topic can grow to `count` partitions, and adds none: for a change of which they are one part.
 * @throws {KafkaError} as {@link addPartitions}
 */
export async function validatePartitions(
  client: Client,
  topic: string,
  count: number,
  options: GrowthOptions = {},
): Promise<void> {
  requireArguments({ client, topic, count, options });
  const patience = startPatience(options);
  await requireOther(client, topic, patience);
  const { replicas } = options;
  await explained(topic, count, () =>
    askController(client, asking({ topic, count, replicas, validateOnly: true }), patience),
  );
}

async function requireOther(client: Client, topic: string, patience: Patience): Promise<void> {
  const topics = await requireTopics(client, [topic], patience);
  refuseInternal(topics.get(topic)!, 'add partitions');
}

interface Growth {
  readonly topic: string;
  readonly count: number;
  readonly replicas: GrowthOptions['replicas'];
  readonly validateOnly: boolean;
}

function asking({ topic, count, replicas, validateOnly }: Growth): AskController<void> {
  const assignments = replicas?.map((brokerIds) => ({ brokerIds })) ?? null;
  const asked = { topics: [{ name: topic, count, assignments }], validateOnly, timeoutMs: TIMEOUT_MS };
  return async (connection, _, signal) => {
    const { results } = await connection.send(createPartitions, asked, { timeoutMs: TIMEOUT_MS + 2000, signal });
    const { errorCode, errorMessage } = results[0]!;
    throwIfRefused(errorCode, errorMessage, { topic });
  };
}

async function explained(topic: string, count: number, ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== 'INVALID_PARTITIONS') throw error;
    const text = `topic "${topic}" cannot have ${count} partitions: ${error.message}`;
    throw new KafkaError(error.code, text, { topic, cause: error });
  }
}
