import { retry, type Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';

const POLL_MS = 250;

/**
 * Does `work` again while it is refused for want of brokers: they register one after the other, and the controller may know of
 * fewer than all others do.
 * @throws {KafkaError} `NOT_READY` after the deadline
 */
export const onceEnoughBrokers = <T>(work: () => Promise<T>, { deadlineMs, signal }: Required<Patience>): Promise<T> =>
  retry(() => work().catch(wait), {
    deadlineMs,
    signal,
    backoffMs: () => POLL_MS,
    late: (reason, cause) =>
      new KafkaError('NOT_READY', `after ${(deadlineMs ?? 0) / 1000} s still: ${reason}`, { cause }),
  });

function wait(error: unknown): never {
  if (error instanceof KafkaError && error.code === 'TOO_FEW_BROKERS')
    throw new KafkaError('NOT_READY', error.message, { cause: error });
  throw error;
}
