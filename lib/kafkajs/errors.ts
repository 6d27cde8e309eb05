import {
  KafkaJSConnectionError,
  KafkaJSError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
  KafkaJSSASLAuthenticationError,
} from 'kafkajs';
import { KafkaError, kafkaErrors, type KafkaErrorCode } from '../kafka';
import { OLD_NAMES, OLD_TEXTS } from './old-words';

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

/** The types of kafkajs have it without what it is about. */
const LoginRefused = KafkaJSSASLAuthenticationError as unknown as new (about: Error) => KafkaJSSASLAuthenticationError;

/** An error as programs that are written for kafkajs look for it; what the engine said is its `cause`. */
export function kafkaJsError(error: unknown): Error {
  if (!(error instanceof KafkaError)) return error as Error;
  if (error.code === 'SASL_AUTHENTICATION_FAILED') return withCause(new LoginRefused(error), error);
  const name = brokersCodeOf(error);
  if (name in kafkaErrors) return protocolError(name as keyof typeof kafkaErrors, error);
  if (name === 'CANNOT_CONNECT') return retriesExceeded(new KafkaJSConnectionError(error.message), error);
  if (TRIED_OFTEN.has(error.code)) return retriesExceeded(new KafkaJSError(error.message), error);
  return withCause(error.retriable ? new KafkaJSError(error) : new KafkaJSNonRetriableError(error), error);
}

/** Of several refusals the engine makes one code of its own, such as `INVALID_TOPIC`: which it was, stands in the cause. */
export function brokersCodeOf({ code, cause }: KafkaError): string {
  const own = SAID_BY_BROKERS[code];
  if (own === undefined) return code;
  return cause instanceof KafkaError && cause.code in kafkaErrors ? cause.code : own;
}

/** In the words of kafkajs, by which programs know it. @param type by Kafka's name. @param cause says more of it */
export const protocolError = (type: keyof typeof kafkaErrors, cause: Error): KafkaJSProtocolError =>
  withCause(new KafkaJSProtocolError(toldBy(type) as unknown as Error), cause);

/** What errors of brokers are made of. */
export function toldBy(type: keyof typeof kafkaErrors) {
  const { code, retriable, message } = kafkaErrors[type];
  return { message: OLD_TEXTS[type] ?? message.replace(/\.$/, ''), type: OLD_NAMES[type] ?? type, code, retriable };
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
