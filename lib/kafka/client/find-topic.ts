import { delay } from '../async';
import type { Client } from './client';
import { retry } from './retry';
import { KafkaError, messageOf } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import { requestMetadata, type TopicMetadata } from './metadata';
import { isKRaft } from './quorum';

/** A topic that was just created is known to its brokers some moments later. */
const UNKNOWN_TOPIC_MS = 5000;
const RETRY_MS = 50;
const ASK_TIMEOUT_MS = 1000;
/** In KRaft mode a topic is created when the controller has it: brokers read of it some moments later. */
const KRAFT_READS_MS = 500;

/** Whether a topic that has been unknown for a moment only is taken for one that is not there. */
type IsMissing = (client: Client, topic: string, signal: AbortSignal) => Promise<boolean>;

/** Of a topic that was there: it may be on its way back, made anew. */
export const mayComeBack: IsMissing = () => Promise.resolve(false);

/**
 * Waits until the topic's partitions are known, and watches it from then on.
 * @throws {KafkaError} `UNKNOWN_TOPIC`, or the last failure to ask after `deadlineMs`, or the reason of `signal`
 */
export function findTopic(
  client: Client,
  topic: string,
  deadlineMs: number,
  signal?: AbortSignal,
  isMissing: IsMissing = isUnknownEverywhere,
): Promise<TopicMetadata> {
  client.watch([topic]);
  let last: KafkaError | undefined;
  let unknownSince: number | undefined;
  const find = async (signal: AbortSignal): Promise<TopicMetadata> => {
    const found = await look(client, topic, signal);
    if (!(found instanceof KafkaError)) return found;
    last = found;
    const isUnknown = found.code === 'UNKNOWN_TOPIC';
    // Not counted from the start: after an outage the first broker that is back may not know its topics yet.
    unknownSince = isUnknown ? (unknownSince ?? performance.now()) : undefined;
    const isLong = unknownSince !== undefined && performance.now() - unknownSince > UNKNOWN_TOPIC_MS;
    if (!isUnknown || isLong || (await isMissing(client, topic, signal))) throw found;
    throw notYetKnown(topic);
  };
  return retry(find, { deadlineMs, signal, backoffMs: () => RETRY_MS, late: () => last ?? notYetKnown(topic) });
}

/** One broker that has just restarted may not know its topics yet; a controller and all brokers together do, but for what is just created. */
export async function isUnknownEverywhere(client: Client, topic: string, signal?: AbortSignal): Promise<boolean> {
  const { brokers, forController } = client.metadata;
  if (forController === undefined) return false;
  const look = () => Promise.all([...brokers.keys()].map((id) => askFor(client, topic, id, signal)));
  const looks = await look();
  if (!looks.every(({ isUnknown }) => isUnknown)) return false;
  if (!looks.some(({ isLate }) => isLate)) return true;
  await delay(KRAFT_READS_MS, signal);
  return (await look()).every(({ isUnknown }) => isUnknown);
}

/** What one broker knows of the topic, and whether it may know of one later than whoever created it. */
async function askFor(client: Client, topic: string, broker: number, signal: AbortSignal | undefined) {
  try {
    const connection = await client.connection(broker, CONTROL, signal);
    const { topics } = await requestMetadata(connection, [topic], { timeoutMs: ASK_TIMEOUT_MS, signal });
    const isUnknown = topics.get(topic)?.error?.type === 'UNKNOWN_TOPIC_OR_PARTITION';
    return { isUnknown, isLate: isKRaft(connection) };
  } catch {
    return { isUnknown: false, isLate: false };
  }
}

const notYetKnown = (topic: string) =>
  new KafkaError('CANNOT_CONNECT', `nothing is known of topic "${topic}" yet`, { topic });

async function look(client: Client, topic: string, signal: AbortSignal): Promise<TopicMetadata | KafkaError> {
  try {
    const found = (await client.refresh(signal)).topics.get(topic);
    // A refresh that was under way already did not ask for the topic.
    if (!found) return notYetKnown(topic);
    if (!found.error && found.partitions.length > 0) return found;
    if (found.error?.type === 'UNKNOWN_TOPIC_OR_PARTITION') {
      return new KafkaError('UNKNOWN_TOPIC', `there is no topic "${topic}": create it first`, { topic });
    }
    const text = `topic "${topic}" is unavailable: ${found.error?.message ?? 'it has no partitions'}`;
    return found.error?.retriable === false
      ? new KafkaError('TOPIC_REFUSED', text, { topic })
      : new KafkaError('CANNOT_CONNECT', text, { topic });
  } catch (error) {
    // Of a client that was closed, nothing will be known any more.
    if (error instanceof KafkaError && !error.retriable) return error;
    return new KafkaError('CANNOT_CONNECT', messageOf(error), { topic, cause: error });
  }
}

export function unknownPartition(topic: string, count: number, given: number): KafkaError {
  const allowed = `topic "${topic}" has the partitions 0 to ${count - 1}`;
  return new KafkaError('UNKNOWN_PARTITION', `${allowed}, but ${given} was given`, { topic, partition: given });
}
