import { delay, unlessAborted } from '../async';
import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import type { BrokerConnection } from '../network/connection';
import { protocolError, RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { createTopics } from '../protocol/requests/create-topics';
import { deleteTopics } from '../protocol/requests/delete-topics';
import type { AdminOptions } from './admin-options';
import { askController } from './ask-controller';
import { changeOnce } from './change-once';
import { wireTopic } from './create-topics';
import { unknownTopic } from './unknown-topic';
import { untilEverywhere } from './until-everywhere';

const UNKNOWN = 'UNKNOWN_TOPIC_OR_PARTITION';
const TIMEOUT_MS = 10_000;
const FORGOTTEN_MS = 30_000;
const POLL_MS = 50;

/**
 * Resolves when no broker knows the topic any more, so that one of that name can be created at once.
 * @throws {KafkaError} `UNKNOWN_TOPIC` with the nearest name there is
 */
export async function deleteTopic(client: Client, name: string, options: AdminOptions = {}): Promise<void> {
  options.signal?.throwIfAborted();
  const { topics } = await unlessAborted(client.fetchMetadata([name]), options.signal);
  if (topics.get(name)?.error?.type === UNKNOWN) throw await unknownTopic(client, name);
  try {
    const remove = async (connection: BrokerConnection) => {
      const asked = { topicNames: [name], timeoutMs: TIMEOUT_MS };
      const { responses } = await connection.send(deleteTopics, asked, { timeoutMs: TIMEOUT_MS + 2000 });
      throwIfRefused(responses[0]!.errorCode, responses[0]!.errorMessage);
    };
    await changeOnce(client, UNKNOWN, remove, options);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (error.code === UNKNOWN) throw await unknownTopic(client, name);
    throw new KafkaError(error.code, `topic "${name}" was not deleted: ${error.message}`, { cause: error });
  }
  await untilEverywhere(client, [name], 'gone', ({ error }) => error?.type === UNKNOWN, options);
  await untilForgotten(client, name, options);
}

/** The controller refuses to create the topic anew for as long as a replica is still being deleted. */
async function untilForgotten(client: Client, name: string, options: AdminOptions): Promise<void> {
  const topics = [wireTopic({ name, partitions: 1, replicationFactor: 1 })];
  const asked = { topics, validateOnly: true, timeoutMs: TIMEOUT_MS };
  const tryToCreate = (connection: BrokerConnection) =>
    connection.send(createTopics, asked, { timeoutMs: TIMEOUT_MS + 2000 });
  const start = performance.now();
  for (;;) {
    const answer = await askController(client, tryToCreate, options);
    if (protocolError(answer.topics[0]!.errorCode)?.type !== 'TOPIC_ALREADY_EXISTS') return;
    if (performance.now() - start > FORGOTTEN_MS) {
      const text = `topic "${name}" is marked for deletion, but not gone after ${FORGOTTEN_MS / 1000} s: is a broker that holds it down?`;
      throw new KafkaError('NOT_DONE', text);
    }
    await delay(POLL_MS, options.signal);
  }
}
