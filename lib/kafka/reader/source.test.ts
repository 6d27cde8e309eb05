import { Source } from './source';

const MIB = 1024 * 1024;

test('is asked for less where an answer takes long or does not come, and for more again where it is quick', () => {
  const source = new Source(8 * MIB);
  source.answered(4 * MIB, 30_000);
  expect(source.bytes).toBe(4 * MIB);
  // Little came, late: there was no more.
  source.answered(100, 30_000);
  expect(source.bytes).toBe(4 * MIB);
  source.failed();
  expect(source.bytes).toBe(MIB);
  for (let i = 0; i < 9; i++) source.failed();
  expect(source.bytes).toBe(64 * 1024);
  source.answered(64 * 1024, 1500);
  expect(source.bytes).toBe(64 * 1024);
  for (let i = 0; i < 9; i++) source.answered(100, 20);
  expect(source.bytes).toBe(8 * MIB);
});

test('is never asked for more than is allowed, however little that is', () => {
  const source = new Source(1000);
  source.failed();
  source.answered(1000, 1);
  expect(source.bytes).toBe(1000);
});
