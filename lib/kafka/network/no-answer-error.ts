import { KafkaError } from '../protocol/errors';
import { AccessError } from './access-error';
import { CLOSED } from './socket-failure';

/** No answer came: refused, closed or silent. Whether the request took effect cannot be told. */
export class NoAnswerError extends KafkaError {
  constructor(message: string, options?: ErrorOptions) {
    super('NO_ANSWER', message, options);
    this.name = 'NoAnswerError';
  }
}

/** @param why the end of a sentence that begins with the address; what forbids access says so by itself */
export const noAnswer = (address: string, why: string, cause?: unknown): NoAnswerError =>
  new NoAnswerError(cause instanceof AccessError ? cause.message : `${address} ${why}`, { cause });

const codeOf = (error: unknown): string | undefined =>
  error instanceof NoAnswerError ? (error.cause as NodeJS.ErrnoException | undefined)?.code : undefined;

/** The broker ended the connection, or said what is none of Kafka's: it may expect another protocol. */
export const isTurnedAway = (error: unknown): boolean =>
  error instanceof NoAnswerError && (codeOf(error) === CLOSED.code || error.cause instanceof RangeError);

/** Nobody listens there. */
export const isRefused = (error: unknown): boolean => codeOf(error) === 'ECONNREFUSED';
