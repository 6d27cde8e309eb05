import {
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
  KafkaJSSASLAuthenticationError,
} from 'kafkajs';
import { KafkaError } from '../kafka';
import { kafkaJsError } from './errors';

test('calls an error of a broker as kafkajs does, by the name of before Kafka 2.6 too', () => {
  const cause = new KafkaError('NOT_LEADER_OR_FOLLOWER', 'it moved');
  const error = kafkaJsError(cause);
  expect(error).toBeInstanceOf(KafkaJSProtocolError);
  const message = 'This server is not the leader for that topic-partition';
  expect(error).toMatchObject({ type: 'NOT_LEADER_FOR_PARTITION', code: 6, retriable: true, message, cause });
});

test.each([
  ['UNKNOWN_TOPIC', { type: 'UNKNOWN_TOPIC_OR_PARTITION', code: 3 }],
  ['TOPIC_EXISTS', { type: 'TOPIC_ALREADY_EXISTS', code: 36 }],
  ['FENCED', { type: 'INVALID_PRODUCER_EPOCH', code: 47 }],
] as const)('has what a broker would have said of %s', (code, told) => {
  const cause = new KafkaError(code, 'so it is');
  expect(kafkaJsError(cause)).toMatchObject({ ...told, cause });
});

test('says after a deadline that it was tried often enough, and what of', () => {
  const error = kafkaJsError(new KafkaError('CANNOT_CONNECT', 'nobody answers'));
  expect(error).toBeInstanceOf(KafkaJSNumberOfRetriesExceeded);
  expect(error.message).toBe('nobody answers');
  expect(kafkaJsError(new KafkaError('INVALID_OPTION', 'x'))).toBeInstanceOf(KafkaJSNonRetriableError);
});

test('calls a login that is refused as kafkajs does, and does not try again', () => {
  const error = kafkaJsError(new KafkaError('SASL_AUTHENTICATION_FAILED', 'kafka:1 refuses user "alice"'));
  expect(error).toBeInstanceOf(KafkaJSSASLAuthenticationError);
  expect(error).toMatchObject({ retriable: false, message: 'kafka:1 refuses user "alice"' });
  expect(kafkaJsError(new KafkaError('TLS_FAILED', 'x'))).toBeInstanceOf(KafkaJSNonRetriableError);
});

test('leaves the errors of a program alone', () => {
  const error = new TypeError('x');
  expect(kafkaJsError(error)).toBe(error);
});
