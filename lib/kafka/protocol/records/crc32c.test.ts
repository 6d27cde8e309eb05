import { randomBytes } from 'node:crypto';
import { crc32c } from './crc32c';

describe('crc32c', () => {
  test('is the checksum of RFC 3720', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
    expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43);
  });

  test('takes any part of the bytes, and goes on from the checksum of those before', () => {
    const bytes = Buffer.from(Array.from({ length: 100 }, (_, i) => (i * 37) % 256));
    for (let cut = 0; cut <= 100; cut++) {
      const before = crc32c(bytes, 0, cut);
      expect(crc32c(bytes, cut, 100, before)).toBe(crc32c(bytes));
      expect(crc32c(bytes.subarray(cut))).toBe(crc32c(bytes, cut));
    }
  });

  const random = randomBytes(300_000);
  test.each([0, 1, 5290, 5291, 5292, 5306, 5307, 5308, 16_384, 131_072, 131_073, 136_362, 136_363, 270_001])(
    'is the same of %d bytes, by whatever way they are long enough for',
    (length) => {
      for (const from of [0, 1, 6, 21]) {
        const expected = bitByBit(random.subarray(from, from + length));
        expect(crc32c(random, from, from + length)).toBe(expected);
        const cut = from + Math.floor(length / 3);
        expect(crc32c(random, cut, from + length, crc32c(random, from, cut))).toBe(expected);
      }
    },
  );
});

function bitByBit(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc >>> 0;
}
