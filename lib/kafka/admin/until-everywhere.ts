import { delay, unlessAborted } from '../async';
import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import { requestMetadata, type TopicMetadata } from '../client/metadata';
import { NoAnswerError } from '../network/connection';
import type { AdminOptions } from './admin-options';

const DEADLINE_MS = 30_000;
const POLL_MS = 20;
const TIMEOUT_MS = 3000;

/**
 * Waits until every broker sees the topics so: the controller answers before the others have heard.
 * @throws {KafkaError} `NOT_DONE` after 30 s
 */
export async function untilEverywhere(
  client: Client,
  names: readonly string[],
  what: string,
  isSo: (topic: TopicMetadata) => boolean,
  { signal }: AdminOptions,
): Promise<void> {
  const start = performance.now();
  let waiting = [...client.metadata.brokers.keys()];
  for (;;) {
    const asked = waiting.map(async (id) => ((await seesThem(client, id, names, isSo)) ? [] : [id]));
    const answers = await unlessAborted(Promise.all(asked), signal);
    waiting = answers.flat();
    if (waiting.length === 0) return;
    if (performance.now() - start > DEADLINE_MS) {
      const text = `after ${DEADLINE_MS / 1000} s topic "${names.join('" or "')}" is not ${what} yet on broker ${waiting.join(', ')}`;
      throw new KafkaError('NOT_DONE', text);
    }
    await delay(POLL_MS, signal);
  }
}

async function seesThem(
  client: Client,
  id: number,
  names: readonly string[],
  isSo: (topic: TopicMetadata) => boolean,
): Promise<boolean> {
  try {
    const connection = await client.connection(id, CONTROL);
    const { topics } = await requestMetadata(connection, names, { timeoutMs: TIMEOUT_MS });
    return names.every((name) => isSo(topics.get(name)!));
  } catch (error) {
    // A broker that is gone will learn it when it comes back.
    if (error instanceof NoAnswerError) return true;
    throw error;
  }
}
