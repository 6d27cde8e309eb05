import type { Endpoint } from '../../cluster/endpoint';
import { protocolError } from '../protocol/protocol-error';
import { saslHandshake } from '../protocol/requests/sasl-handshake';
import { AccessError } from './access-error';
import { BrokerConnection } from './connection';
import { NoAnswerError } from './no-answer-error';
import type { ConnectionOptions } from './connection-options';

/** What has to be agreed on before anything else is said. */
export interface SpokenProtocol {
  readonly ssl: boolean;
  /** Mechanisms to log in by; none where nobody does. */
  readonly mechanisms: readonly string[];
}

/**
 * What a listener speaks, by asking it: one that expects something else says nothing, and closes. Nobody is logged in for that.
 * @returns undefined when it does not say
 */
export async function spokenProtocol(
  address: Endpoint,
  options: Partial<ConnectionOptions>,
): Promise<SpokenProtocol | undefined> {
  const plain = await mechanismsAt(address, { ...options, ssl: false });
  if (plain) return { ssl: false, mechanisms: plain };
  // Whose certificate it is does not matter here.
  const ssl = { ...(typeof options.ssl === 'object' && options.ssl), rejectUnauthorized: false };
  const secured = await mechanismsAt(address, { ...options, ssl });
  return secured && { ssl: true, mechanisms: secured };
}

async function mechanismsAt(
  address: Endpoint,
  options: Partial<ConnectionOptions>,
): Promise<readonly string[] | undefined> {
  try {
    const connection = await BrokerConnection.open(address, { ...options, sasl: false });
    const { errorCode, mechanisms } = await connection.send(saslHandshake, { mechanism: '' });
    connection.destroy();
    return protocolError(errorCode)?.type === 'UNSUPPORTED_SASL_MECHANISM' ? mechanisms : [];
  } catch (error) {
    // It spoke TLS, and wants a certificate.
    return error instanceof NoAnswerError && error.cause instanceof AccessError ? [] : undefined;
  }
}
