import { FakeBroker } from '../../../test/support/fake-broker';
import type { Fill, Filled } from '../../../test/support/fill-buffer';
import { runProgram } from '../../../test/support/run';

jest.setTimeout(120_000);

/** So much that what Node.js takes in any case is little beside it. */
const BUFFER_BYTES = 192 * 1024 * 1024;

type Case = readonly [Fill['shape'], Fill['way'], partitions: number, Fill['compression']];

const CASES: readonly Case[] = [
  ['values of 1 KiB', 'send', 6, 'none'],
  ['values of 1 KiB', 'enqueue', 5000, 'none'],
  ['values of 1 KiB', 'enqueue', 6, 'gzip'],
  ['values of 1 KiB', 'enqueue', 5000, 'gzip'],
  ['values of 1 MB', 'enqueue', 6, 'none'],
  ['empty messages', 'send', 6, 'none'],
  ['empty messages', 'send', 5000, 'none'],
  ['headers of 100 kB', 'enqueue', 6, 'none'],
  ['text of three bytes a character', 'enqueue', 6, 'snappy'],
  ['text of three bytes a character', 'enqueue', 6, 'lz4'],
];

describe('a full buffer', () => {
  let broker: FakeBroker;
  afterEach(() => broker.stop());

  test.each(CASES)('takes what it may and no more: %s, by %s, in %d partitions, compression %s', async (...given) => {
    const [shape, way, partitions, compression] = given;
    broker = await FakeBroker.start('t', partitions);
    broker.decide = (_, attempt) => ({ stored: false, error: 0, answer: attempt === 1 ? 'sent' : 'never' });
    const fill: Fill = { address: broker.address, shape, way, partitions, compression, bufferBytes: BUFFER_BYTES };
    const { stdout, stderr } = await runProgram('test/support/fill-buffer.ts', [JSON.stringify(fill)]);
    expect(stderr).toBe('');
    const { pending, residentBytes } = JSON.parse(stdout) as Filled;
    expect(pending).toBeGreaterThan(100);
    expect(residentBytes).toBeLessThan(1.25 * BUFFER_BYTES);
  });
});
