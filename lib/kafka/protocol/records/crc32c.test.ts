import { crc32c } from './crc32c';

describe('crc32c', () => {
  it('is the checksum of RFC 3720', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
    expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43);
  });

  it('takes any part of the bytes, and goes on from the checksum of those before', () => {
    const bytes = Buffer.from(Array.from({ length: 100 }, (_, i) => (i * 37) % 256));
    for (let cut = 0; cut <= 100; cut++) {
      const before = crc32c(bytes, 0, cut);
      expect(crc32c(bytes, cut, 100, before)).toBe(crc32c(bytes));
      expect(crc32c(bytes.subarray(cut))).toBe(crc32c(bytes, cut));
    }
  });
});
