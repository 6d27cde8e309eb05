import { errorCodes } from 'kafkajs/src/protocol/error';
import { KafkaError } from './errors';
import type { ProtocolErrorCode } from './protocol-error-code';

/** An error code of a broker's answer. @see https://kafka.apache.org/protocol.html#protocol_error_codes */
export interface ProtocolError {
  readonly type: ProtocolErrorCode;
  readonly message: string;
  /** Whether asking again, perhaps another broker, can succeed. */
  readonly retriable: boolean;
}

const byCode = new Map<number, ProtocolError>([
  ...errorCodes.map((error) => [error.code, error as ProtocolError] as const),
  // Newer than kafkajs.
  [
    90,
    { type: 'PRODUCER_FENCED', message: 'A newer producer with the same transactional id exists', retriable: false },
  ],
  // The broker stumbled; Java's clients retry it too.
  [-1, { type: 'UNKNOWN_SERVER_ERROR', message: 'The broker had an unexpected error', retriable: true }],
]);

/** undefined for success. */
export function protocolError(code: number): ProtocolError | undefined {
  if (code === 0) return undefined;
  return byCode.get(code) ?? { type: `ERROR_${code}`, message: `error code ${code}`, retriable: false };
}

/** A broker answered, and refused; `code` is Kafka's name for why. */
export class RefusedError extends KafkaError {
  readonly retriable: boolean;

  constructor({ type, message, retriable }: ProtocolError, detail?: string | null) {
    super(type, 1, detail ?? message);
    this.name = 'RefusedError';
    this.retriable = retriable;
  }
}

export function throwIfRefused(code: number, detail?: string | null): void {
  const error = protocolError(code);
  if (error) throw new RefusedError(error, detail);
}
