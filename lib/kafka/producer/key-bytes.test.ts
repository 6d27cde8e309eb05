import { keyBytes } from './key-bytes';

test.each(['', 'customer-1', 'Gänsefüßchen „値“ 🦆', '値'.repeat(1365), '値'.repeat(1366), 'x'.repeat(100_000)])(
  'a key of text is its UTF-8, however long: %#',
  (key) => expect(Buffer.from(keyBytes(key)!).toString()).toBe(key),
);

test('a key of bytes is taken as it is, and none is none', () => {
  const bytes = new Uint8Array([0xff, 0]);
  expect(keyBytes(bytes)).toBe(bytes);
  expect(keyBytes(null)).toBeNull();
  expect(keyBytes(undefined)).toBeNull();
});
