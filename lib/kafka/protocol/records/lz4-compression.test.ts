import { execFileSync, spawnSync } from 'node:child_process';
import { createCipheriv, randomInt } from 'node:crypto';
import { pick, randomNumbers } from '../../../../faults/random';
import { compressLz4 } from './lz4-compression';
import { decompressLz4 } from './lz4';

const BLOCK_BYTES = 64 * 1024;
/** Around every border of the format: the margins of a block, lengths that need one more byte, places that need 16 bits, blocks. */
const SIZES = [
  ...Array.from({ length: 40 }, (_, size) => size),
  ...[269, 270, 271, 524, 525, 4096, 32_768, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, BLOCK_BYTES + 12],
  ...[2 * BLOCK_BYTES, 500_000, 5 * 1024 * 1024 + 7],
];

/** By a cipher: byte by byte it takes most of the test's time. */
function noise(random: () => number, size: number): Buffer {
  const key = Buffer.from(Array.from({ length: 16 }, () => random() * 256));
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(size));
}

const WORDS = ['order ', 'parcel ', 'Wien ', '{"id":', '47110815', ', ', '\n', '値'].map((word) => Buffer.from(word));

const kinds: Readonly<Record<string, (random: () => number, size: number) => Buffer>> = {
  'one byte many times': (random, size) => Buffer.alloc(size, Math.floor(random() * 256)),
  noise,
  'few letters': (random, size) => Buffer.from(noise(random, size).map((byte) => 97 + (byte % 3))),
  words: (random, size) => {
    const bytes = Buffer.alloc(size);
    for (let at = 0; at < size;) at += pick(random, WORDS).copy(bytes, at);
    return bytes;
  },
  'noise that comes again from afar': (random, size) => {
    const bytes = noise(random, size);
    for (let at = 0; at < size; at += 1000 + Math.floor(random() * 60_000)) {
      const from = Math.max(0, at - Math.floor(random() * 70_000));
      bytes.copy(bytes, at, from, from + Math.floor(random() * 3000));
    }
    return bytes;
  },
};

/** What the format asks of each block, and decompressors rely on for speed: they do not all tell. @returns what is wrong */
function faultOf(frame: Buffer, contentBytes: number): string | undefined {
  if (frame.subarray(0, 7).toString('hex') !== '04224d18604082') return 'another header';
  let left = contentBytes;
  let at = 7;
  for (let word: number; (word = frame.readUInt32LE(at)) !== 0;) {
    const length = word & 0x7fff_ffff;
    const size = Math.min(left, BLOCK_BYTES);
    const block = frame.subarray(at + 4, at + 4 + length);
    const fault = word <= 0x7fff_ffff ? faultOfBlock(block, size) : length === size ? undefined : 'a stored length';
    if (fault) return fault;
    at += 4 + length;
    left -= size;
  }
  return at + 4 === frame.length && left === 0 ? undefined : 'another end';
}

function faultOfBlock(block: Buffer, size: number): string | undefined {
  let [at, place, lastMatch] = [0, 0, -Infinity];
  const longer = (length: number) => {
    for (let more = length === 15 ? 255 : 0; more === 255;) length += more = block[at++]!;
    return length;
  };
  for (;;) {
    const token = block[at++]!;
    const literals = longer(token >> 4);
    at += literals;
    place += literals;
    if (at >= block.length) {
      if (place !== size || at !== block.length) return 'another size';
      if (lastMatch > size - 12 || literals < 5) return 'a match too close to the end';
      return block.length < size ? undefined : 'a block that is no shorter than its content';
    }
    const offset = block.readUInt16LE(at);
    if (offset === 0 || offset > place) return 'an offset out of the block';
    at += 2;
    lastMatch = place;
    place += 4 + longer(token & 15);
  }
}

describe('LZ4 frames that are written', () => {
  test.each(Object.keys(kinds).map((kind) => [kind, randomInt(2 ** 32)] as const))(
    'give back %s of all sizes, seed %d',
    (kind, seed) => {
      const random = randomNumbers(seed);
      for (const size of [...SIZES, ...Array.from({ length: 100 }, () => Math.floor(2 ** (random() * 18)))]) {
        const content = kinds[kind]!(random, size);
        const frame = compressLz4(content);
        if (!decompressLz4(frame).equals(content)) throw new Error(`${size} bytes were altered`);
        const fault = faultOf(frame, size);
        if (fault) throw new Error(`the frame of ${size} bytes has ${fault}`);
      }
    },
  );

  test('are views of no larger memory, and take content that is one', () => {
    const content = new Uint8Array(new ArrayBuffer(30), 3, 20).fill(97);
    const frame = compressLz4(content);
    expect(decompressLz4(frame)).toEqual(Buffer.alloc(20, 'a'));
    expect(compressLz4(Buffer.alloc(500_000)).buffer.byteLength).toBeLessThan(10_000);
  });

  test('compress what repeats itself, and cost next to nothing where nothing does', () => {
    const random = randomNumbers(7);
    expect(compressLz4(kinds['words']!(random, 500_000)).length).toBeLessThan(250_000);
    expect(compressLz4(Buffer.alloc(500_000)).length).toBeLessThan(2500);
  });

  const withTool = spawnSync('lz4', ['--version']).error ? test.skip : test;
  withTool.each(Object.keys(kinds))('are read by the tool lz4: %s', (kind) => {
    for (const size of [0, 13, 1000, BLOCK_BYTES + 1, 5_000_000]) {
      const content = kinds[kind]!(randomNumbers(size), size);
      const read = execFileSync('lz4', ['-d', '-c', '-q'], { input: compressLz4(content), maxBuffer: 6_000_000 });
      expect(read.equals(content)).toBe(true);
    }
  });
});
