import type { Client } from '../client/client';
import type { TopicMetadata } from '../client/metadata';
import { KafkaError } from '../protocol/errors';
import { RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { createPartitions } from '../protocol/requests/create-partitions';
import { startPatience, type AdminOptions } from './admin-options';
import type { AskController } from './ask-controller';
import { changeOnce } from './change-once';
import { requireTopics } from './require-topics';
import { untilEverywhere } from './until-everywhere';

const TIMEOUT_MS = 10_000;

/**
 * Has a topic grow to `count` partitions, and resolves when every broker knows them and each has a leader. Messages that are
 * there stay where they are, so that keys may go to other partitions from then on.
 * @throws {KafkaError} `UNKNOWN_TOPIC`, `INVALID_PARTITIONS` (there are as many already, or more: Kafka removes none)
 * @throws {KafkaError} `CANNOT_CONNECT`, `NOT_DONE` after the deadline
 */
export async function addPartitions(
  client: Client,
  topic: string,
  count: number,
  options: AdminOptions = {},
): Promise<void> {
  const patience = startPatience(options);
  await requireTopics(client, [topic], patience);
  const asked = { topics: [{ name: topic, count }], validateOnly: false, timeoutMs: TIMEOUT_MS };
  const add: AskController<void> = async (connection, _, signal) => {
    const { results } = await connection.send(createPartitions, asked, { timeoutMs: TIMEOUT_MS + 2000, signal });
    const { errorCode, errorMessage } = results[0]!;
    throwIfRefused(errorCode, errorMessage, { topic });
  };
  try {
    await changeOnce(client, 'INVALID_PARTITIONS', add, patience);
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'INVALID_PARTITIONS') {
      const text = `topic "${topic}" cannot have ${count} partitions: ${error.message}`;
      throw new KafkaError(error.code, text, { topic, cause: error });
    }
    throw error;
  }
  const isLed = ({ partitions }: TopicMetadata): boolean =>
    partitions.length >= count && partitions.every(({ leader }) => leader !== undefined);
  await untilEverywhere(client, [topic], 'led', isLed, patience);
}
