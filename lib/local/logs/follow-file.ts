import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 200;
const BLOCK = 65_536;

/**
 * What is in a file from byte `start` on, and what is appended to it, until the signal aborts; of a file that takes its place, as at the next start of
 * what writes it, everything (`tail -F`). That it is gone for a while is no end.
 */
export async function* followFile(path: string, start: number, signal: AbortSignal): AsyncIterable<Buffer> {
  let file: FileHandle | undefined;
  let position = start;
  try {
    for (;;) {
      file ??= await openIfThere(path);
      if (file) {
        for await (const piece of from(file, position)) {
          position += piece.length;
          yield piece;
        }
      }
      if (signal.aborted) return;
      await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
      if (file && !(await isStill(file, path))) {
        yield* from(file, position);
        await file.close();
        [file, position] = [undefined, 0];
      }
    }
  } finally {
    await file?.close();
  }
}

async function* from(file: FileHandle, start: number): AsyncIterable<Buffer> {
  for (let position = start; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(BLOCK), 0, BLOCK, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

const unlessThere = (error: unknown): undefined => {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
};

const openIfThere = (path: string): Promise<FileHandle | undefined> => open(path).catch(unlessThere);

async function isStill(file: FileHandle, path: string): Promise<boolean> {
  const [own, there] = await Promise.all([file.stat(), stat(path).catch(unlessThere)]);
  return there !== undefined && own.ino === there.ino && own.dev === there.dev;
}
