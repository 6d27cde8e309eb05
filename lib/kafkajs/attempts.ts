import { setTimeout as delay } from 'node:timers/promises';
import {
  KafkaJSError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  type Logger,
  type RetryOptions,
} from 'kafkajs';
import type { Handle } from './handlers';
import { pauseBefore, retriesOf } from './retry';
import type { Resolved } from './resolved';
import type { Turn } from './turn';

/** Errors of the program itself: what it does wrong it does wrong again. */
const UNRECOVERABLE = new Set(['RangeError', 'ReferenceError', 'SyntaxError', 'TypeError']);

/**
 * Has a handler work on a batch, again after it has failed, from where it came to: the other partitions go on meanwhile.
 * @throws {KafkaJSNumberOfRetriesExceeded} when it has failed too often without coming further
 * @throws {KafkaJSNonRetriableError} for an error of the program itself
 */
export async function attempt(
  turn: Turn,
  resolved: Resolved,
  handle: Handle,
  { retry, logger }: { readonly retry: RetryOptions | undefined; readonly logger: Logger },
): Promise<void> {
  for (let failures = 0; ;) {
    const { position } = turn;
    try {
      await handle(turn, resolved);
      return;
    } catch (thrown) {
      // The program was told that its group goes on without it, and stopped there.
      if (turn.isOver()) return;
      const error = thrown as Error & { readonly retriable?: boolean };
      if (!(error instanceof KafkaJSError)) {
        const { topic, partition } = turn;
        logger.error('Error when calling the handler', {
          topic,
          partition,
          offset: `${turn.position}`,
          stack: error.stack,
          error,
        });
      }
      if (turn.running.config.autoCommit !== false) await turn.commit();
      if (UNRECOVERABLE.has(error.name) || error.retriable === false) {
        throw Object.assign(new KafkaJSNonRetriableError(error), { cause: error });
      }
      // It is to be left alone until it is resumed.
      if (turn.running.isPaused(turn.topic, turn.partition)) return;
      failures = turn.position > position ? 1 : failures + 1;
      const retryTime = pauseBefore(failures - 1, retry);
      if (failures > retriesOf(retry)) {
        throw new KafkaJSNumberOfRetriesExceeded(error, { retryCount: failures - 1, retryTime });
      }
      await delay(retryTime);
      if (turn.isOver()) return;
    }
  }
}
