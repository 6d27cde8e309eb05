import type { KafkaErrorCode } from '../protocol/error-code';
import type { Batch } from './batch';

/** Errors that a smaller batch may be spared. */
const DIVISIBLE = new Set<KafkaErrorCode>([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  // Of what cannot be encoded.
  'INVALID_MESSAGE',
]);

export interface Divided {
  /** To be failed. */
  readonly blamed?: Batch;
  /** To be sent again, each by itself. */
  readonly rest: readonly Batch[];
}

/**
 * A broker refuses a batch as a whole, but a record to blame must take only itself along.
 * @param records that the broker blames, if it says
 */
export function divide(batch: Batch, error: KafkaErrorCode, records: ReadonlyMap<number, string>): Divided {
  if (records.size > 0 && records.size < batch.count) {
    const [blamed, ...rest] = batch.split((index) => (records.has(index) ? 0 : 1));
    return { blamed: blamed!, rest };
  }
  if (batch.count > 1 && DIVISIBLE.has(error)) {
    return { rest: batch.split((index) => (index < batch.count / 2 ? 0 : 1)) };
  }
  return { blamed: batch, rest: [] };
}
