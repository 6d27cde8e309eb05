import { errorCodes } from 'kafkajs/src/protocol/error';

/** An error code of a broker's answer. @see https://kafka.apache.org/protocol.html#protocol_error_codes */
export interface ProtocolError {
  readonly type: string;
  readonly message: string;
}

const byCode = new Map(errorCodes.map((error) => [error.code, error]));

/** undefined for success. */
export function protocolError(code: number): ProtocolError | undefined {
  if (code === 0) return undefined;
  return byCode.get(code) ?? { type: `ERROR_${code}`, message: `error code ${code}` };
}

/** A broker answered, and refused. */
export class RefusedError extends Error {
  readonly type: string;

  constructor({ type, message }: ProtocolError, detail?: string | null) {
    super(detail ?? message);
    this.name = 'RefusedError';
    this.type = type;
  }
}

export function throwIfRefused(code: number, detail?: string | null): void {
  const error = protocolError(code);
  if (error) throw new RefusedError(error, detail);
}
