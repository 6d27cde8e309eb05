import { delay, unlessAborted } from '../async';
import type { Client } from './client';
import { KafkaError, messageOf } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import { requestMetadata, type TopicMetadata } from './metadata';

/** A topic that was just created is known to its brokers some moments later. */
const UNKNOWN_TOPIC_MS = 5000;
const RETRY_MS = 50;
const ASK_TIMEOUT_MS = 1000;

/**
 * Waits until the topic's partitions are known, and watches it from then on.
 * @param signal ends the wait, with what was wrong last
 * @throws {KafkaError} `UNKNOWN_TOPIC`, or the last failure to ask after `deadlineMs`
 */
export async function findTopic(
  client: Client,
  topic: string,
  deadlineMs: number,
  signal?: AbortSignal,
): Promise<TopicMetadata> {
  client.watch([topic]);
  const deadline = performance.now() + deadlineMs;
  let unknownSince: number | undefined;
  for (;;) {
    const found = await unlessAborted(look(client, topic), signal).catch(() => notYetKnown(topic));
    if (!(found instanceof KafkaError)) return found;
    const isUnknown = found.code === 'UNKNOWN_TOPIC';
    if (isUnknown && (await isUnknownEverywhere(client, topic))) throw found;
    // Not counted from the start: after an outage the first broker that is back may not know its topics yet.
    unknownSince = isUnknown ? (unknownSince ?? performance.now()) : undefined;
    const end = Math.min(deadline, (unknownSince ?? Infinity) + UNKNOWN_TOPIC_MS);
    const isOver = client.isClosed || signal?.aborted === true || performance.now() + RETRY_MS > end;
    if (isOver || found.code === 'TOPIC_REFUSED') throw found;
    await delay(RETRY_MS, signal);
  }
}

/** One broker that has just restarted may not know its topics yet; a controller and all brokers together do. */
async function isUnknownEverywhere(client: Client, topic: string): Promise<boolean> {
  const { brokers, controllerId } = client.metadata;
  if (controllerId === undefined) return false;
  const answers = await Promise.all(
    [...brokers.keys()].map(async (id) => {
      try {
        const connection = await client.connection(id, CONTROL);
        return (await requestMetadata(connection, [topic], ASK_TIMEOUT_MS)).topics.get(topic)?.error?.type;
      } catch {
        return 'no answer';
      }
    }),
  );
  return answers.every((error) => error === 'UNKNOWN_TOPIC_OR_PARTITION');
}

const notYetKnown = (topic: string) =>
  new KafkaError('CANNOT_CONNECT', `nothing is known of topic "${topic}" yet`, { topic });

async function look(client: Client, topic: string): Promise<TopicMetadata | KafkaError> {
  try {
    const found = (await client.refresh()).topics.get(topic);
    // A refresh that was under way already did not ask for the topic.
    if (!found) return notYetKnown(topic);
    if (!found.error && found.partitions.length > 0) return found;
    if (found.error?.type === 'UNKNOWN_TOPIC_OR_PARTITION') {
      return new KafkaError('UNKNOWN_TOPIC', `there is no topic "${topic}": create it first`, { topic });
    }
    const text = `topic "${topic}" is not to be had: ${found.error?.message ?? 'it has no partitions'}`;
    return found.error?.retriable === false
      ? new KafkaError('TOPIC_REFUSED', text, { topic })
      : new KafkaError('CANNOT_CONNECT', text, { topic });
  } catch (error) {
    return new KafkaError('CANNOT_CONNECT', messageOf(error), { topic, cause: error });
  }
}

export function unknownPartition(topic: string, count: number, given: number): KafkaError {
  const allowed = `topic "${topic}" has the partitions 0 to ${count - 1}`;
  return new KafkaError('UNKNOWN_PARTITION', `${allowed}, but ${given} was given`, { topic, partition: given });
}
