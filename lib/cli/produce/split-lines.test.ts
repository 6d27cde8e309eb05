import { splitLines } from './split-lines';

const tooLong = () => new Error('too long');

async function split(chunks: readonly (string | Buffer)[], maxBytes = 100): Promise<string[]> {
  const found: string[] = [];
  async function* input() {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk as string));
  }
  for await (const line of splitLines(input(), maxBytes, tooLong)) found.push(line.toString());
  return found;
}

test('lines come out alike, however the bytes come in', async () => {
  const text = 'ä\r\n\n\rb\r\r\nlonger than the others\nc\r';
  const expected = ['ä', '', '\rb\r', 'longer than the others', 'c'];
  const bytes = Buffer.from(text);
  expect(await split([text])).toEqual(expected);
  for (let size = 1; size < bytes.length; size++) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    expect(await split(pieces)).toEqual(expected);
  }
});

test('a line that was given out is not changed by those that follow', async () => {
  async function* input() {
    for (const chunk of ['fir', 'st\nsec', 'ond\nthi', 'rd\n']) yield await Promise.resolve(Buffer.from(chunk));
  }
  const kept: Buffer[] = [];
  for await (const line of splitLines(input(), 100, tooLong)) kept.push(line);
  expect(kept.map(String)).toEqual(['first', 'second', 'third']);
});

test('a line that is too long is refused before it is held, and comes with no memory of its own', async () => {
  let given = 0;
  async function* input() {
    for (;;) {
      given++;
      yield await Promise.resolve(Buffer.alloc(1000, 'x'));
    }
  }
  const lines = splitLines(input(), 10_500, tooLong)[Symbol.asyncIterator]();
  await expect(lines.next()).rejects.toThrow('too long');
  expect(given).toBe(11);
});
