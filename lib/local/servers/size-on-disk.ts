import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Blocks, not lengths: Kafka's indexes are 10 MiB long, and nearly all of it is a hole. */
export async function sizeOnDisk(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = entries.map((entry) =>
    stat(join(folder, entry)).then(
      ({ blocks }) => blocks * 512,
      // Kafka deletes files at any time.
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
