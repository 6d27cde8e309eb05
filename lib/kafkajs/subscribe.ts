import { KafkaJSNonRetriableError, type Consumer, type Logger } from 'kafkajs';
import { createTopics, listTopics } from '../kafka';
import type { Connection } from './connection';
import { asKafkaJs } from './errors';

interface Subscribing {
  /** Whether a topic that is named and not there is made, as the brokers make topics. */
  readonly isCreated: boolean;
  readonly logger: Logger;
  readonly groupId: string;
}

/** The topics that a subscription means now: what comes to match later it does not, as with kafkajs. */
export async function namesOf(
  subscription: Parameters<Consumer['subscribe']>[0],
  connection: Connection,
  { isCreated, logger, groupId }: Subscribing,
): Promise<string[]> {
  const given = requireTopics(subscription);
  const named = given.filter((one) => typeof one === 'string');
  const patterns = given.filter((one) => one instanceof RegExp);
  if (patterns.length === 0 && !isCreated) return named;
  const client = await connection.open();
  const all = (await asKafkaJs(() => listTopics(client))).map(({ name }) => name);
  const missing = named.filter((name) => !all.includes(name));
  if (isCreated && missing.length > 0) {
    const topics = missing.map((name) => ({ name, partitions: -1, replicationFactor: -1 }));
    await asKafkaJs(() => createTopics(client, topics));
  }
  const matched = patterns.flatMap((topicRegExp) => {
    const matchedTopics = all.filter((name) => name.search(topicRegExp) >= 0);
    logger.debug('Subscription based on RegExp', { groupId, topicRegExp: topicRegExp.toString(), matchedTopics });
    return matchedTopics;
  });
  return [...named, ...matched];
}

function requireTopics(subscription: object): (string | RegExp)[] {
  const { topic, topics } = subscription as { topic?: unknown; topics?: unknown };
  if (!topic && !topics) throw new KafkaJSNonRetriableError('Missing required argument "topics"');
  if (topics && !Array.isArray(topics)) throw new KafkaJSNonRetriableError('Argument "topics" must be an array');
  const given: unknown[] = (topics as unknown[] | undefined) ?? [topic];
  for (const one of given) {
    if (typeof one === 'string' || one instanceof RegExp) continue;
    const text = `Invalid topic ${String(one)} (${typeof one}), the topic name has to be a String or a RegExp`;
    throw new KafkaJSNonRetriableError(text);
  }
  return given as (string | RegExp)[];
}
