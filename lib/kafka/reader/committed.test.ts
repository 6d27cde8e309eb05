import { committed, type BatchHeader } from './committed';

const data = (lastOffset: number, producerId: bigint, isTransactional = true): BatchHeader => ({
  lastOffset,
  producerId,
  isTransactional,
  isControl: false,
});
const marker = (lastOffset: number, producerId: bigint): BatchHeader => ({
  ...data(lastOffset, producerId),
  isControl: true,
});

const offsets = (batches: BatchHeader[]) => batches.map(({ lastOffset }) => lastOffset);

describe('the committed batches', () => {
  test('leave out two aborted transactions that overlap, listed in the order in which they ended', () => {
    const log = [data(0, 1n), data(1, 2n), data(2, 1n), marker(3, 2n), data(4, 1n), marker(5, 1n), data(6, 1n)];
    const aborted = [
      { producerId: 2n, firstOffset: 1 },
      { producerId: 1n, firstOffset: 0 },
    ];
    expect(offsets(committed(log, aborted))).toEqual([6]);
  });

  test('leave out two that begin before one batch', () => {
    const aborted = [
      { producerId: 1n, firstOffset: 0 },
      { producerId: 2n, firstOffset: 1 },
    ];
    expect(offsets(committed([data(5, 2n), data(6, 1n), data(7, 3n)], aborted))).toEqual([7]);
  });

  test('keep what the same producer wrote outside of transactions, and what others committed', () => {
    const aborted = [{ producerId: 1n, firstOffset: 0 }];
    const log = [data(0, 1n), data(1, 9n), data(2, 1n, false), marker(3, 9n), marker(4, 1n), data(5, 1n)];
    expect(offsets(committed(log, aborted))).toEqual([1, 2, 5]);
  });

  test('never hold markers', () => {
    expect(offsets(committed([data(0, 1n), marker(1, 1n)], []))).toEqual([0]);
  });
});
