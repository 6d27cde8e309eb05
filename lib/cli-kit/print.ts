/**
 * Writes to stdout and resolves when whoever reads it has taken it: a slow reader slows the program down, instead of filling
 * its memory.
 * @throws the reason of `signal`, when that comes first; what was not taken by then may be lost
 */
export async function print(text: string | Uint8Array, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const giveUp = () => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    process.stdout.write(text, (error) => {
      signal.removeEventListener('abort', giveUp);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** How long an interrupted program waits for a reader that takes nothing, such as a pager. */
const READER_MS = 1000;

/** Resolves when all that was printed is taken: `process.exit` drops what a pipe still holds. */
export async function printed(signal: AbortSignal): Promise<void> {
  const taken = Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))),
  );
  const givenUp = new Promise<void>((resolve) => {
    const giveUp = () => setTimeout(resolve, READER_MS);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  await Promise.race([taken, givenUp]);
}
