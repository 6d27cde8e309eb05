import type { ProducerIdentity } from '../records/record-batch';
import { CompactWriter } from '../compact';
import type { BrokerConnection } from '../../network/connection';
import { exchangeCompact } from './exchange-compact';

const API_KEY = 22;
const API_VERSION = 2;

export interface Initialised extends ProducerIdentity {
  readonly errorCode: number;
}

/**
 * @param transactionalId null for a producer without transactions, which any broker answers
 * @throws {NoAnswerError}
 */
export async function initProducerId(
  connection: BrokerConnection,
  transactionalId: string | null,
  transactionTimeoutMs: number,
  timeoutMs: number,
): Promise<Initialised> {
  const body = new CompactWriter().noTags().string(transactionalId).int32(transactionTimeoutMs).noTags().bytes;
  const reader = await exchangeCompact(connection, API_KEY, API_VERSION, body, timeoutMs);
  return { errorCode: reader.int16(), producerId: reader.int64(), epoch: reader.int16() };
}
