import { KafkaError } from '../protocol/errors';

/** Why a broker that is there is of no use with these settings: until somebody changes them, or the broker's, that stays so. */
export type AccessErrorCode =
  'TLS_FAILED' | 'WRONG_SECURITY_PROTOCOL' | 'SASL_AUTHENTICATION_FAILED' | 'UNSUPPORTED_SASL_MECHANISM';

export class AccessError extends KafkaError {
  /** @param why a sentence about the broker, without its address */
  constructor(code: AccessErrorCode, broker: string, why: string, options?: ErrorOptions) {
    super(code, `${broker} ${why}`, options);
    this.name = 'AccessError';
  }
}
