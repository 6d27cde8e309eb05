import { KafkaError } from '../../kafka';
import type { Failure } from '../api';
import { Refusal } from './refusal';

/** HTTP's words for errors of the clients; what is not here is 500. */
const STATUS: Readonly<Record<string, number>> = {
  UNKNOWN_TOPIC: 404,
  UNKNOWN_PARTITION: 404,
  GROUP_ID_NOT_FOUND: 404,
  TOPIC_EXISTS: 409,
  NON_EMPTY_GROUP: 409,
  GROUP_SUBSCRIBED_TO_TOPIC: 409,
  INTERNAL_TOPIC: 400,
  INVALID_MESSAGE: 400,
  INVALID_OPTION: 400,
  INVALID_PARTITIONS: 400,
  INVALID_TOPIC: 400,
  INVALID_TOPIC_CONFIG: 400,
  MESSAGE_TOO_LARGE: 400,
  OFFSET_OUT_OF_RANGE: 400,
  POLICY_VIOLATION: 400,
  TOO_FEW_BROKERS: 400,
  TOPIC_AUTHORIZATION_FAILED: 403,
  GROUP_AUTHORIZATION_FAILED: 403,
  CLUSTER_AUTHORIZATION_FAILED: 403,
  CANNOT_CONNECT: 503,
  NO_ANSWER: 503,
  NOT_DONE: 504,
  UNKNOWN_OUTCOME: 504,
};

/** What is said of an error: nothing of one that nobody expected, which is not the page's to know. */
export function failureOf(error: unknown): { readonly status: number; readonly failure: Failure } {
  if (error instanceof Refusal) return { status: error.status, failure: { code: error.code, message: error.message } };
  if (error instanceof KafkaError) {
    return { status: STATUS[error.code] ?? 500, failure: { code: error.code, message: error.message } };
  }
  return {
    status: 500,
    failure: { code: 'UNEXPECTED', message: 'unexpected error of the console: its log has more' },
  };
}
