import { delay } from '../async';
import type { Client } from '../client';
import { KafkaError } from '../errors';
import { protocolError, RefusedError, throwIfRefused } from '../wire/protocol-error';
import { askController } from './ask-controller';
import { wireTopic } from './create-topic';
import { unknownTopic } from './unknown-topic';
import { untilEverywhere } from './until-everywhere';

const TIMEOUT_MS = 10_000;
const FORGOTTEN_MS = 30_000;
const POLL_MS = 50;

/**
 * Resolves when no broker knows the topic any more, so that one of that name can be created at once.
 * @throws {KafkaError} `UNKNOWN_TOPIC` (exit code 2) with the nearest name there is
 */
export async function deleteTopic(client: Client, name: string): Promise<void> {
  const { topics } = await client.fetchMetadata([name]);
  if (topics.get(name)?.error?.type === 'UNKNOWN_TOPIC_OR_PARTITION') throw await unknownTopic(client, name);
  try {
    await askController(client, (connection, isRepeated) =>
      connection
        .request('DeleteTopics', { topics: [name], timeout: TIMEOUT_MS }, TIMEOUT_MS + 2000)
        .then(({ topicErrors: [answer] }) => throwIfRefused(answer!.errorCode))
        .catch((error: unknown) => {
          // The first request was not answered, but done.
          if (isRepeated && error instanceof RefusedError && error.code === 'UNKNOWN_TOPIC_OR_PARTITION') return;
          throw error;
        }),
    );
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new KafkaError(error.code, 2, `topic "${name}" was not deleted: ${error.message}`, { cause: error });
  }
  await untilEverywhere(client, name, 'gone', ({ error }) => error?.type === 'UNKNOWN_TOPIC_OR_PARTITION');
  await untilForgotten(client, name);
}

/** The controller refuses to create the topic anew for as long as a replica is still being deleted. */
async function untilForgotten(client: Client, name: string): Promise<void> {
  const topics = [wireTopic({ name, partitions: 1, replicationFactor: 1 })];
  const start = performance.now();
  for (;;) {
    const { topicErrors } = await askController(client, (connection) =>
      connection.request('CreateTopics', { topics, validateOnly: true, timeout: TIMEOUT_MS }, TIMEOUT_MS + 2000),
    );
    if (protocolError(topicErrors[0]!.errorCode)?.type !== 'TOPIC_ALREADY_EXISTS') return;
    if (performance.now() - start > FORGOTTEN_MS) {
      const text = `topic "${name}" is marked for deletion, but not gone after ${FORGOTTEN_MS / 1000} s: is a broker that holds it down?`;
      throw new KafkaError('NOT_DONE', 4, text);
    }
    await delay(POLL_MS);
  }
}
