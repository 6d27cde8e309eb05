import type { Client } from '../client';
import { KafkaError } from '../errors';
import { RefusedError, throwIfRefused } from '../wire/protocol-error';
import { askController } from './ask-controller';
import { unknownTopic } from './unknown-topic';
import { untilEverywhere } from './until-everywhere';

const TIMEOUT_MS = 10_000;

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
          if (isRepeated && error instanceof RefusedError && error.type === 'UNKNOWN_TOPIC_OR_PARTITION') return;
          throw error;
        }),
    );
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new KafkaError(error.type, 2, `topic "${name}" was not deleted: ${error.message}`, { cause: error });
  }
  await untilEverywhere(client, name, 'gone', ({ error }) => error?.type === 'UNKNOWN_TOPIC_OR_PARTITION');
}
