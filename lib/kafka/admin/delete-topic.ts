import { nearest } from '../../cluster';
import { delay } from '../async';
import type { Client } from '../client';
import { KafkaError } from '../errors';
import { RefusedError, throwIfRefused } from '../wire/protocol-error';
import { ADMIN_DEADLINE_MS, askController, RETRY_MS } from './controller';

const BROKER_TIMEOUT_MS = 10_000;

/** Resolves when the topic is gone: ZooKeeper mode deletes in the background. @throws {KafkaError} `UNKNOWN_TOPIC` (exit code 2) */
export async function deleteTopic(client: Client, name: string): Promise<void> {
  // Asked first, as a broker answers a missing topic with an error that is retried.
  if (!(await exists(client, name))) throw await unknownTopic(client, name);
  try {
    await askController(
      client,
      'DeleteTopics',
      { topics: [name], timeout: BROKER_TIMEOUT_MS },
      ({ topicErrors: [error] }) => {
        if (error && error.errorCode !== UNKNOWN_TOPIC_OR_PARTITION) throwIfRefused(error.errorCode);
      },
    );
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new KafkaError('DELETE_REFUSED', 2, `topic "${name}" was not deleted: ${error.message}`, { cause: error });
  }
  const end = Date.now() + ADMIN_DEADLINE_MS;
  while (await exists(client, name)) {
    if (Date.now() > end)
      throw new KafkaError(
        'NOT_DONE',
        4,
        `topic "${name}" is marked for deletion, but not gone yet: a broker that holds it may be down`,
      );
    await delay(RETRY_MS);
  }
}

/** Code 3: the attempt before did it, and only its answer was lost. */
const UNKNOWN_TOPIC_OR_PARTITION = 3;

const exists = async (client: Client, name: string): Promise<boolean> =>
  (await client.fetchMetadata([])).topics.has(name);

export async function unknownTopic(client: Client, name: string): Promise<KafkaError> {
  const names = [...(await client.fetchMetadata([])).topics.keys()].filter((other) => !other.startsWith('__'));
  const meant = nearest(name, names);
  const hint = meant === undefined ? 'list shows those there are' : `did you mean "${meant}"?`;
  return new KafkaError('UNKNOWN_TOPIC', 2, `there is no topic "${name}": ${hint}`);
}
