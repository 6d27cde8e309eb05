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

const byCode = new Map<number, ProtocolError>(
  Object.entries(kafkaErrors).map(([type, { code, message, retriable }]) => [
    code,
    {
      type: type as ProtocolErrorCode,
      message: message.replace(/\.$/, ''),
      // Whatever the broker stumbled over, it need not stumble again.
      retriable: retriable || type === 'UNKNOWN_SERVER_ERROR',
    },
  ]),
);

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
