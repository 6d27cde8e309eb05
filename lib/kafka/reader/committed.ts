import type { AbortedTransaction } from '../protocol/requests/fetch';

export interface BatchHeader {
  readonly lastOffset: number;
  readonly producerId: bigint;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
}

/**
 * Leaves out what aborted transactions wrote, as Java's consumer does. Three things matter that a filter can get wrong: brokers
 * list the transactions in the order in which they ended, several can begin before one batch, and only a marker ends one,
 * whatever keys users' messages have.
 */
export function committed<Batch extends BatchHeader>(
  batches: readonly Batch[],
  aborted: readonly AbortedTransaction[],
): Batch[] {
  if (aborted.length === 0) return batches.filter(({ isControl }) => !isControl);
  const upcoming = aborted.toSorted((a, b) => a.firstOffset - b.firstOffset);
  const open = new Set<bigint>();
  return batches.filter((batch) => {
    while (upcoming[0] && upcoming[0].firstOffset <= batch.lastOffset) open.add(upcoming.shift()!.producerId);
    if (batch.isControl) {
      // Of one that committed, the producer is not in the set.
      open.delete(batch.producerId);
      return false;
    }
    return !(batch.isTransactional && open.has(batch.producerId));
  });
}
