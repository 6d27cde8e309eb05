import type { ProtocolErrorCode } from './error-code';
import { KafkaError } from './errors';
import { kafkaErrors } from './kafka-errors';

export type { ProtocolErrorCode };

/** An error code of a broker's answer. */
export interface ProtocolError {
  readonly type: ProtocolErrorCode;
  readonly message: string;
  /** Whether asking again, perhaps another broker, can succeed. */
  readonly retriable: boolean;
}

/** undefined for success. */
export function protocolError(code: number): ProtocolError | undefined {
  if (code === 0) return undefined;
  // Looked for when there is one: most programs end without an error.
  const found = Object.entries(kafkaErrors).find(([, error]) => error.code === code);
  if (!found) return { type: `ERROR_${code}`, message: `error code ${code}`, retriable: false };
  const [type, { message, retriable }] = found;
  return {
    type: type as ProtocolErrorCode,
    message: message.replace(/\.$/, ''),
    // Whatever the broker stumbled over, it need not stumble again.
    retriable: retriable || type === 'UNKNOWN_SERVER_ERROR',
  };
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
