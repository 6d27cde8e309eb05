import { FrameReader } from './frame-reader';

const frame = (text: string): Buffer => {
  const bytes = Buffer.from(`....${text}`);
  bytes.writeUInt32BE(text.length, 0);
  return bytes;
};

const texts = ['', 'one', 'two'.repeat(50), 'x', 'last'];
const stream = Buffer.concat(texts.map(frame));

test.each([1, 2, 3, 7, 64, stream.length])('finds the frames in chunks of %d bytes', (size) => {
  const reader = new FrameReader();
  const found: string[] = [];
  for (let at = 0; at < stream.length; at += size) {
    found.push(...reader.read(stream.subarray(at, at + size)).map(String));
  }
  expect(found).toEqual(texts);
});
