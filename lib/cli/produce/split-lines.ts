const [LINE_FEED, CARRIAGE_RETURN] = Buffer.from('\n\r') as unknown as [number, number];
const NOTHING = Buffer.alloc(0);

/**
 * The lines of a stream of bytes, whatever these are; a line ends with \n or \r\n, and nothing else ends it, as for Kafka's own
 * tools. Nothing but the line in hand is held.
 * @throws what `tooLong` makes, for a line of more than `maxBytes`
 */
export async function* splitLines(
  input: AsyncIterable<Buffer>,
  maxBytes: number,
  tooLong: () => Error,
): AsyncIterable<Buffer> {
  let begun = NOTHING;
  let size = 0;
  const hold = (piece: Buffer) => {
    const needed = size + piece.length;
    if (needed > maxBytes) throw tooLong();
    if (needed > begun.length) begun = Buffer.concat([begun.subarray(0, size)], Math.max(needed, 2 * begun.length));
    piece.copy(begun, size);
    size = needed;
  };
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      const piece = chunk.subarray(from, at);
      from = at + 1;
      if (size === 0) yield withoutReturn(piece);
      else {
        hold(piece);
        yield withoutReturn(begun.subarray(0, size));
        [begun, size] = [NOTHING, 0];
      }
    }
    if (from < chunk.length) hold(chunk.subarray(from));
  }
  if (size > 0) yield withoutReturn(begun.subarray(0, size));
}

const withoutReturn = (line: Buffer): Buffer => (line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line);
