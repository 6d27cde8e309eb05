import { delay } from '../async';
import { KafkaError } from '../protocol/errors';

const POLL_MS = 250;

interface Patience {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/**
 * Does `work` again while it is refused for want of brokers: they register one after the other, and the controller may know of
 * fewer than all others do.
 * @throws {KafkaError} `NOT_READY` after the deadline
 */
export async function onceEnoughBrokers<T>(work: () => Promise<T>, { deadlineMs, signal }: Patience): Promise<T> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof KafkaError && error.code === 'TOO_FEW_BROKERS')) throw error;
      if (performance.now() > deadline) {
        throw new KafkaError('NOT_READY', `after ${deadlineMs / 1000} s still: ${error.message}`, { cause: error });
      }
    }
    await delay(POLL_MS, signal);
    signal.throwIfAborted();
  }
}
