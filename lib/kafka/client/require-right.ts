import { protocolError, RefusedError } from '../protocol/protocol-error';
import type { COORDINATOR } from '../protocol/requests/find-coordinator';

const NO_RIGHT = new Set<string>(['GROUP_AUTHORIZATION_FAILED', 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED']);

interface Of {
  readonly kind: keyof typeof COORDINATOR;
  readonly key: string;
}

/** @param codes error codes of an answer, which does not say what it is about. @throws {RefusedError} where the client has no right to that */
export function requireRight({ kind, key }: Of, codes: readonly number[]): void {
  const error = codes.map(protocolError).find((error) => error !== undefined && NO_RIGHT.has(error.type));
  if (error)
    throw new RefusedError(error, `the brokers do not let this client have the ${kind} "${key}": ${error.message}`);
}
