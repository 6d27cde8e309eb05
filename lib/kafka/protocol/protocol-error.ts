import { isRetriable, type ProtocolErrorCode } from './error-code';
import { KafkaError, type KafkaErrorOptions } from './errors';
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
  const type = found[0] as ProtocolErrorCode;
  return { type, message: found[1].message.replace(/\.$/, ''), retriable: isRetriable(type) };
}

/** A broker answered, and refused; `code` is Kafka's name for why. */
export class RefusedError extends KafkaError {
  constructor({ type, message }: ProtocolError, detail?: string | null, options?: KafkaErrorOptions) {
    super(type, detail ?? message, options);
    this.name = 'RefusedError';
  }
}

export function throwIfRefused(code: number, detail?: string | null, options?: KafkaErrorOptions): void {
  const error = protocolError(code);
  if (error) throw new RefusedError(error, detail, options);
}
