import { open } from 'node:fs/promises';

const BLOCK = 65_536;
const LINE_FEED = 10;

/** Where the last `count` lines of a file begin; a line that has no end yet counts too. */
export async function startOfLast(count: number, path: string): Promise<number> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (count === 0) return size;
    const block = Buffer.allocUnsafe(BLOCK);
    let left = count;
    for (let end = size; end > 0; end -= BLOCK) {
      const start = Math.max(0, end - BLOCK);
      const { bytesRead } = await file.read(block, 0, end - start, start);
      for (let at = bytesRead - 1; at >= 0; at--) {
        // The line feed at the end of the file ends the last line, and begins none.
        if (block[at] === LINE_FEED && start + at < size - 1 && --left === 0) return start + at + 1;
      }
    }
    return 0;
  } finally {
    await file.close();
  }
}
