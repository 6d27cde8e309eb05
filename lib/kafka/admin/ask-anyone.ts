import type { Client } from '../client/client';
import type { Metadata } from '../client/metadata';
import { retry, type Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';
import type { BrokerConnection } from '../network/connection';

/**
 * What the broker says that answers first, as soon as one does.
 * @param purpose of the connections. @default - that of questions that a broker answers at once
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline, at once what is refused for good
 */
export const askAnyone = <Answer>(
  client: Client,
  ask: (broker: BrokerConnection, signal: AbortSignal) => Promise<Answer>,
  patience: Patience,
  purpose?: string,
): Promise<Answer> =>
  untilAnswered((signal) => client.askAny((broker) => ask(broker, signal), signal, purpose), patience);

/** What is known of topics. @throws as above */
export const fetchMetadata = (
  client: Client,
  topics: readonly string[] | 'all',
  patience: Patience,
): Promise<Metadata> => untilAnswered((signal) => client.fetchMetadata(topics, signal), patience);

const untilAnswered = <Answer>(ask: (signal: AbortSignal) => Promise<Answer>, patience: Patience): Promise<Answer> =>
  retry(ask, {
    ...patience,
    late: (reason, cause) => new KafkaError('CANNOT_CONNECT', `no broker answered: ${reason}`, { cause }),
  });

/** Has `client` know who leads the topics. @throws as above */
export function learnLeaders(client: Client, topics: readonly string[], patience: Patience): Promise<void> {
  client.watch(topics);
  const learn = async (signal: AbortSignal): Promise<void> => {
    const known = await client.refresh(signal);
    // A refresh that was under way already did not ask for them.
    if (topics.some((name) => !known.topics.has(name))) await client.refresh(signal);
  };
  return untilAnswered(learn, patience);
}
