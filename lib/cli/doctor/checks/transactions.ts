import { timeSpan } from '../../../cli-kit';
import type { OpenTransaction } from '../../../kafka';
import type { Check, Finding } from '../check';
import { somePartitions } from '../../../package/some-of';

/** As long as most producers leave a transaction open at the longest: Java's default of `transaction.timeout.ms`, milliseconds. */
const LONG_MS = 60_000;

/** Transactions that nobody ends, or nobody has for long: all that is committed behind their beginning waits for them. */
export const transactions: Check = {
  id: 'transactions',
  findings: ({ kafka, now }) => {
    const open = kafka?.transactions ?? [];
    const producers = [...new Set(open.map(({ producerId }) => producerId))];
    return producers.flatMap((producerId) =>
      ofProducer(
        open.filter((one) => one.producerId === producerId),
        now,
      ),
    );
  },
};

function ofProducer(open: readonly OpenTransaction[], now: number): readonly Finding[] {
  const { producerId, known } = open[0]!;
  if (known) {
    const { transactionalId, startedAt, timeoutMs } = known;
    if (now - startedAt < LONG_MS) return [];
    const what = `transaction "${transactionalId}" is open for ${timeSpan(now - startedAt)}: readers of committed messages get nothing of ${somePartitions(open)} that came since; it is aborted ${timeSpan(timeoutMs)} after its beginning, or when its producer starts again`;
    return [{ level: 'warning', what }];
  }
  // One that has just ended is not known any more either.
  return open
    .filter(({ lastWriteAt }) => now - lastWriteAt >= LONG_MS)
    .map(({ topic, partition, from }) => ({
      level: 'failure',
      what: `a transaction of producer ${producerId} is open in ${topic}/${partition} that no coordinator knows: readers of committed messages get nothing from offset ${from} on, and nobody ends it but Kafka's own kafka-transactions.sh abort --topic ${topic} --partition ${partition} --start-offset ${from}`,
    }));
}
