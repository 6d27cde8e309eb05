import { FrameReader } from './frame-reader';

const ID = 7;

const frame = (text: string): Buffer => {
  const bytes = Buffer.from(`........${text}`);
  bytes.writeUInt32BE(bytes.length - 4, 0);
  bytes.writeInt32BE(ID, 4);
  return bytes;
};

const MAX_BYTES = 200;
const frames = () => new FrameReader(MAX_BYTES, (id) => id === ID);

const texts = ['', 'one', 'two'.repeat(50), 'x', 'last'];
const stream = Buffer.concat(texts.map(frame));

test.each([1, 2, 3, 7, 64, stream.length])('finds the frames in chunks of %d bytes, read into one buffer', (size) => {
  const reader = frames();
  const found: Buffer[] = [];
  const buffer = Buffer.alloc(size);
  for (let at = 0; at < stream.length; at += size) {
    const length = stream.copy(buffer, 0, at);
    found.push(...reader.read(buffer.subarray(0, length)));
  }
  expect(found.map((frame) => frame.toString('utf8', 4))).toEqual(texts);
});

test.each([
  ['of more bytes than any answer has', Buffer.from('HTTP'), 'an answer of 1213486160 bytes is announced'],
  ['of no bytes', Buffer.alloc(4), 'an answer of 0 bytes is announced'],
  ['to what nobody asked', Buffer.from('0000006400000008', 'hex'), 'question 8 is answered, which nobody asked'],
])('refuses a frame %s before the rest of it comes', (_, bytes, message) => {
  expect(() => frames().read(bytes)).toThrow(message);
  const reader = frames();
  for (const byte of bytes.subarray(0, -1)) expect(reader.read(Buffer.of(byte))).toEqual([]);
  expect(() => reader.read(bytes.subarray(-1))).toThrow(message);
});
