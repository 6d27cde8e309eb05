import {
  KafkaJSConnectionError,
  KafkaJSError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
} from 'kafkajs';
import { KafkaError, kafkaErrors, type KafkaErrorCode } from '../kafka';

/** What kafkajs still calls by the name of before Kafka 2.6. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  NOT_LEADER_OR_FOLLOWER: 'NOT_LEADER_FOR_PARTITION',
  COORDINATOR_LOAD_IN_PROGRESS: 'GROUP_LOAD_IN_PROGRESS',
  COORDINATOR_NOT_AVAILABLE: 'GROUP_COORDINATOR_NOT_AVAILABLE',
  NOT_COORDINATOR: 'NOT_COORDINATOR_FOR_GROUP',
};

/** What the engine says itself, and a broker would have told kafkajs. */
const SAID_BY_BROKERS: Partial<Record<KafkaErrorCode, keyof typeof kafkaErrors>> = {
  UNKNOWN_TOPIC: 'UNKNOWN_TOPIC_OR_PARTITION',
  UNKNOWN_PARTITION: 'UNKNOWN_TOPIC_OR_PARTITION',
  INVALID_TOPIC: 'INVALID_TOPIC_EXCEPTION',
  INVALID_TOPIC_CONFIG: 'INVALID_CONFIG',
  TOPIC_EXISTS: 'TOPIC_ALREADY_EXISTS',
  TOO_FEW_BROKERS: 'INVALID_REPLICATION_FACTOR',
  FENCED: 'INVALID_PRODUCER_EPOCH',
  NOT_A_MEMBER: 'UNKNOWN_MEMBER_ID',
};

/** After which kafkajs has tried as often as it was told. */
const TRIED_OFTEN = new Set<KafkaErrorCode>(['NO_ANSWER', 'NOT_STORED', 'UNKNOWN_OUTCOME', 'NOT_DONE']);

/** An error as programs that are written for kafkajs look for it; what the engine said is its `cause`. */
export function kafkaJsError(error: unknown): Error {
  if (!(error instanceof KafkaError)) return error as Error;
  const name = SAID_BY_BROKERS[error.code] ?? error.code;
  if (name in kafkaErrors) return protocolError(name as keyof typeof kafkaErrors, error);
  if (name === 'CANNOT_CONNECT') return retriesExceeded(new KafkaJSConnectionError(error.message), error);
  if (TRIED_OFTEN.has(name)) return retriesExceeded(new KafkaJSError(error.message), error);
  return withCause(error.retriable ? new KafkaJSError(error) : new KafkaJSNonRetriableError(error), error);
}

/** @param type by Kafka's name. @param cause its message is the error's */
export function protocolError(type: keyof typeof kafkaErrors, cause: Error): KafkaJSProtocolError {
  const { code, retriable } = kafkaErrors[type];
  const told = { message: cause.message, type: OLD_NAMES[type] ?? type, code, retriable };
  return withCause(new KafkaJSProtocolError(told as unknown as Error), cause);
}

const retriesExceeded = (what: Error, cause: Error): Error =>
  withCause(new KafkaJSNumberOfRetriesExceeded(what, { retryCount: 0, retryTime: 0 }), cause);

const withCause = <E extends Error>(error: E, cause: unknown): E => Object.assign(error, { cause });

/** @throws as kafkajs does */
export const asKafkaJs = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw kafkaJsError(error);
  }
};
