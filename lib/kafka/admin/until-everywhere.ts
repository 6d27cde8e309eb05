import type { Client } from '../client/client';
import { requestMetadata, type TopicMetadata } from '../client/metadata';
import { poll, type Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import { NoAnswerError } from '../network/no-answer-error';

const POLL_MS = 20;
const TIMEOUT_MS = 3000;

/**
 * Waits until every broker sees the topics so: the controller answers before the others have heard.
 * @throws {KafkaError} `NOT_DONE` after the deadline
 */
export async function untilEverywhere(
  client: Client,
  names: readonly string[],
  what: string,
  isSo: (topic: TopicMetadata) => boolean,
  patience: Patience,
): Promise<void> {
  let waiting = [...client.metadata.brokers.keys()];
  const seesThem = async (id: number, signal: AbortSignal): Promise<boolean> => {
    try {
      const connection = await client.connection(id, CONTROL, signal);
      const { topics } = await requestMetadata(connection, names, { timeoutMs: TIMEOUT_MS, signal });
      return names.every((name) => isSo(topics.get(name)!));
    } catch (error) {
      // A broker that is gone will learn it when it comes back.
      if (error instanceof NoAnswerError) return true;
      throw error;
    }
  };
  const look = async (signal: AbortSignal) => {
    const answers = waiting.map(async (id) => ((await seesThem(id, signal)) ? [] : [id]));
    waiting = (await Promise.all(answers)).flat();
    return waiting.length === 0 ? { found: undefined } : { missing: `on broker ${waiting.join(', ')}` };
  };
  await poll(look, {
    ...patience,
    everyMs: POLL_MS,
    late: (where) => new KafkaError('NOT_DONE', `topic "${names.join('" or "')}" is not ${what} yet: ${where}`),
  });
}
