import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { compress as snappy } from 'snappyjs';
import { rejection } from '../../../../test/support/rejection';
import { CODEC } from './compression';
import { decompress } from './decompression';
import { decompressLz4 } from './lz4';

const text = Buffer.from(
  Array.from({ length: 20_000 }, (_, i) => `customer-${(i * 7919) % 1000} bought tea\n`).join(''),
);
const contents = [
  ['nothing', Buffer.alloc(0)],
  ['a byte', Buffer.from('a')],
  ['one byte many times', Buffer.alloc(300_000, 'a')],
  ['text', text],
  ['noise', randomBytes(200_000)],
  ['text, noise and text', Buffer.concat([text, randomBytes(70_000), text])],
] as const;

/** Where the tool is not installed, its tests count as skipped. */
const withTool = (name: string) => (spawnSync(name, ['--version']).error ? describe.skip : describe);

withTool('lz4')('LZ4 frames', () => {
  describe.each([
    ['of blocks of 64 KiB, as Kafka has them', ['-B4']],
    ['of one block', ['-B7']],
    ['whose blocks refer to the ones before', ['-B4', '-BD']],
    ['with checksums of blocks', ['-B4', '-BX']],
    ['that tell the size of the content', ['-B4', '--content-size']],
    ['that took longer', ['-B4', '-9']],
  ])('%s', (_, flags) => {
    test.each(contents)('give back %s', async (_, content) => {
      const frame = execFileSync('lz4', ['-c', '-q', ...flags], { input: content });
      expect((await decompress(CODEC.lz4, frame)).equals(content)).toBe(true);
    });
  });

  test('are refused when they are damaged, or give something: they never hang', () => {
    const frame = execFileSync('lz4', ['-c', '-q', '-B4'], { input: text.subarray(0, 2000) });
    let refused = 0;
    for (let at = 0; at < frame.length; at++) {
      const damaged = Buffer.from(frame);
      damaged[at]! ^= 0xff;
      try {
        decompressLz4(damaged);
      } catch {
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(10);
    expect(() => decompressLz4(frame.subarray(0, -5))).toThrow();
  });
});

withTool('zstd')('Zstandard frames', () => {
  test.each(contents)('give back %s', async (_, content) => {
    const frame = execFileSync('zstd', ['-c', '-q'], { input: content });
    expect((await decompress(CODEC.zstd, frame)).equals(content)).toBe(true);
  });
});

describe('snappy', () => {
  test.each(contents)('gives back %s, from one block and from the stream of Java', async (_, content) => {
    expect((await decompress(CODEC.snappy, snappy(content))).equals(content)).toBe(true);
    const blocks = [content.subarray(0, 32_768), content.subarray(32_768)].map((part) => snappy(part));
    const lengths = blocks.map(({ length }) => Buffer.from(Uint32Array.of(length).buffer).swap32());
    const stream = [
      Buffer.from('\x82SNAPPY\0\0\0\0\x01\0\0\0\x01', 'latin1'),
      ...blocks.flatMap((b, i) => [lengths[i]!, b]),
    ];
    expect((await decompress(CODEC.snappy, Buffer.concat(stream))).equals(content)).toBe(true);
  });
});

describe('what becomes longer than it may', () => {
  const zeros = Buffer.alloc(64 * 1024 * 1024);
  const MAX_BYTES = 1024 * 1024;
  /** Says that it is 4 GB long, and has nothing. */
  const lying = Buffer.from('ffffffff0f', 'hex');
  test.each([
    ['gzip', () => gzipSync(zeros)],
    ['snappy', () => Buffer.from(snappy(zeros))],
    ['snappy', () => lying],
    ['lz4', () => execFileSync('lz4', ['-c', '-q', '-B7'], { input: zeros })],
    ['zstd', () => execFileSync('zstd', ['-c', '-q'], { input: zeros })],
  ] as const)('is refused before it does: %s', async (codec, compressed) => {
    const bytes = compressed();
    const before = process.memoryUsage().rss;
    expect(await rejection(decompress(CODEC[codec], bytes, MAX_BYTES))).toMatchObject({ code: 'UNREADABLE_BATCH' });
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
  });

  test('is not taken for what only could: lz4', async () => {
    // Eight hundred blocks of one byte each, each of which could hold 4 MiB.
    const block = Buffer.from('0100008000', 'hex');
    const frame = Buffer.concat([Buffer.from('04224d186070ff', 'hex'), Buffer.alloc(4000, block), Buffer.alloc(4)]);
    expect(await decompress(CODEC.lz4, frame, MAX_BYTES)).toEqual(Buffer.alloc(800));
  });
});
