import { CompactReader } from '../compact';
import type { BrokerConnection } from '../../network/connection';

/**
 * Asks in the flexible encoding.
 * @returns a reader behind the answer's header and throttle time; by that, further requests of the connection wait (KIP-219)
 * @throws {NoAnswerError}
 */
export async function exchangeCompact(
  connection: BrokerConnection,
  apiKey: number,
  apiVersion: number,
  body: Buffer,
  timeoutMs: number,
): Promise<CompactReader> {
  const reader = new CompactReader(await connection.exchange(apiKey, apiVersion, [body], timeoutMs));
  reader.skipTags();
  connection.pause(reader.int32());
  return reader;
}
