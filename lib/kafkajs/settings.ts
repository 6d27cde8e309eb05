import { Kafka, KafkaJSNonRetriableError, type KafkaConfig, type Logger, type RetryOptions } from 'kafkajs';
import { Members } from './members';
import { securityOf } from './security';

/** What all that one `Kafka` makes have in common. */
export interface Settings {
  readonly config: KafkaConfig;
  readonly logger: Logger;
  readonly members: Members;
}

/** @throws {KafkaJSNonRetriableError} for what would not be done, and must not be ignored */
export function settingsOf(config: KafkaConfig): Settings {
  if (config.socketFactory)
    throw new KafkaJSNonRetriableError('socketFactory is not there: leave it out, or use kafkajs itself');
  securityOf(config);
  // kafkajs' own logger, which is the one that it has: it opens nothing.
  return { config, logger: new Kafka(config).logger(), members: new Members() };
}

/** Those of a producer, a consumer or an admin go before those of all. */
export const retryOf = ({ config }: Settings, own: RetryOptions | undefined): RetryOptions | undefined =>
  config.retry || own ? { ...config.retry, ...own } : undefined;
