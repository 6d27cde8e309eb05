import type { ProducerIdentity } from '../records/record-batch';
import { CompactReader, CompactWriter } from './compact';
import type { BrokerConnection } from './connection';

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
  const reader = new CompactReader(await connection.exchange(API_KEY, API_VERSION, [body], timeoutMs));
  reader.skipTags(); // of the answer's header
  reader.int32(); // throttle time
  return { errorCode: reader.int16(), producerId: reader.int64(), epoch: reader.int16() };
}
