import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { poll, type Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';
import { protocolError, RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { createTopics } from '../protocol/requests/create-topics';
import { deleteTopics } from '../protocol/requests/delete-topics';
import { startPatience, type AdminOptions } from './admin-options';
import { fetchMetadata } from './ask-anyone';
import { askController, type AskController } from './ask-controller';
import { changeOnce } from './change-once';
import { wireTopic } from './create-topics';
import { refuseInternal } from './internal-topics';
import { unknownTopic } from './unknown-topic';
import { untilEverywhere } from './until-everywhere';

const UNKNOWN = 'UNKNOWN_TOPIC_OR_PARTITION';
const TIMEOUT_MS = 10_000;
const POLL_MS = 50;

/**
 * Resolves when no broker knows the topic any more, so that one of that name can be created at once.
 * @throws {KafkaError} `UNKNOWN_TOPIC` with the nearest name there is; `INTERNAL_TOPIC`; `CANNOT_CONNECT`, `UNKNOWN_OUTCOME`, `NOT_DONE` after the deadline
 */
export async function deleteTopic(client: Client, name: string, options: AdminOptions = {}): Promise<void> {
  requireArguments({ client, name, options });
  const patience = startPatience(options);
  const { topics } = await fetchMetadata(client, [name], patience);
  const topic = topics.get(name)!;
  if (topic.error?.type === UNKNOWN) throw await unknownTopic(client, name, patience);
  refuseInternal(topic, 'delete');
  try {
    const remove: AskController<void> = async (connection, _, signal) => {
      const asked = { topicNames: [name], timeoutMs: TIMEOUT_MS };
      const { responses } = await connection.send(deleteTopics, asked, { timeoutMs: TIMEOUT_MS + 2000, signal });
      throwIfRefused(responses[0]!.errorCode, responses[0]!.errorMessage);
    };
    await changeOnce(client, UNKNOWN, remove, { ...patience, unsettled: `topic "${name}" may or may not be deleted` });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (error.code === UNKNOWN) throw await unknownTopic(client, name, patience);
    throw new KafkaError(error.code, `topic "${name}" was not deleted: ${error.message}`, {
      topic: name,
      cause: error,
    });
  }
  await untilEverywhere(client, [name], 'gone', ({ error }) => error?.type === UNKNOWN, patience);
  await untilForgotten(client, name, patience);
}

/** The controller refuses to create the topic anew for as long as a replica is still being deleted. */
async function untilForgotten(client: Client, name: string, patience: Patience): Promise<void> {
  const topics = [wireTopic({ name, partitions: 1, replicationFactor: 1 })];
  const asked = { topics, validateOnly: true, timeoutMs: TIMEOUT_MS };
  const isForgotten: AskController<boolean> = async (connection, _, signal) => {
    const answer = await connection.send(createTopics, asked, { timeoutMs: TIMEOUT_MS + 2000, signal });
    return protocolError(answer.topics[0]!.errorCode)?.type !== 'TOPIC_ALREADY_EXISTS';
  };
  const look = async (signal: AbortSignal) =>
    (await askController(client, isForgotten, { ...patience, signal }))
      ? { found: undefined }
      : { missing: 'is a broker that holds it down?' };
  await poll(look, {
    ...patience,
    everyMs: POLL_MS,
    late: (why) =>
      new KafkaError('NOT_DONE', `topic "${name}" is marked for deletion, but not gone yet: ${why}`, { topic: name }),
  });
}
