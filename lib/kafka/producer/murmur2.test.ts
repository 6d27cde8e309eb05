import { murmur2 } from './murmur2';

describe('murmur2', () => {
  // org.apache.kafka.common.utils.UtilsTest#testMurmur2
  test.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Java does', (text, hash) => {
    expect(murmur2(Buffer.from(text))).toBe(hash);
  });

  test('agrees with kafkajs on keys of every length', async () => {
    const { Partitioners } = await import('kafkajs');
    const reference = Partitioners.DefaultPartitioner();
    const partitionMetadata = Array.from({ length: 1000 }, (_, partitionId) => ({ partitionId, leader: 1 }));
    for (let length = 0; length < 200; length++) {
      const key = Buffer.from(Array.from({ length }, (_, i) => (i * 131 + length * 7) % 256));
      const expected = reference({
        topic: 't',
        partitionMetadata: partitionMetadata as never,
        message: { key, value: null },
      });
      expect((murmur2(key) & 0x7fffffff) % 1000).toBe(expected);
    }
  });
});
