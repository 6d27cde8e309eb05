import { delay } from '../async';
import type { Patience } from '../client/retry';
import { requireArguments } from '../client/require-arguments';
import { KafkaError } from '../protocol/errors';

const POLL_MS = 250;

/**
 * Does `work` again while it is refused for want of brokers: they register one after the other, and the controller may know of
 * fewer than all others do. The deadline is for those to come: the work itself, with thousands of topics, may take longer.
 * @throws {KafkaError} `NOT_READY` after the deadline
 */
export async function onceEnoughBrokers<T>(work: () => Promise<T>, options: Required<Patience>): Promise<T> {
  requireArguments({ options });
  const { deadlineMs = 0, signal } = options;
  const end = performance.now() + deadlineMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof KafkaError && error.code === 'TOO_FEW_BROKERS')) throw error;
      if (performance.now() >= end)
        throw new KafkaError('NOT_READY', `after ${deadlineMs / 1000} s still: ${error.message}`, { cause: error });
    }
    await delay(POLL_MS, signal);
  }
}
