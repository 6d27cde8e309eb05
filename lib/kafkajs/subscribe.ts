import { KafkaJSNonRetriableError, type Consumer, type Logger } from 'kafkajs';
import { createTopics, listTopics } from '../kafka';
import type { Connection } from './connection';
import { asKafkaJs } from './errors';

type Subscription = Parameters<Consumer['subscribe']>[0];

interface Subscribing {
  /** Whether a topic that is named and not there is made, as the brokers make topics. */
  readonly isCreated: boolean;
  readonly logger: Logger;
  readonly groupId: string;
}

/** Those that a subscription names: known at once, since there are programs that run before it is done. */
export const namedIn = (subscription: Subscription): string[] =>
  requireTopics(subscription).filter((one) => typeof one === 'string');

/** And those that it means now by its patterns: what comes to match later it does not, as with kafkajs. */
export async function matchedBy(
  subscription: Subscription,
  connection: Connection,
  { isCreated, logger, groupId }: Subscribing,
): Promise<string[]> {
  const named = namedIn(subscription);
  const patterns = requireTopics(subscription).filter((one) => one instanceof RegExp);
  if (patterns.length === 0 && !isCreated) return [];
  const client = await connection.open();
  const all = (await asKafkaJs(() => listTopics(client))).map(({ name }) => name);
  const missing = named.filter((name) => !all.includes(name));
  if (isCreated && missing.length > 0) {
    const topics = missing.map((name) => ({ name, partitions: -1, replicationFactor: -1 }));
    await asKafkaJs(() => createTopics(client, topics));
  }
  return patterns.flatMap((topicRegExp) => {
    const matchedTopics = all.filter((name) => name.search(topicRegExp) >= 0);
    logger.debug('Subscription based on RegExp', { groupId, topicRegExp: topicRegExp.toString(), matchedTopics });
    return matchedTopics;
  });
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
