import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unfinished } from './layout';

/** Writes a file so that, whatever happens, its old text is there or its new one, and after this the new one. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(unfinished(path), 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await publish(path);
}

/** Gives a finished file its name, for good. */
export async function publish(path: string): Promise<void> {
  await rename(unfinished(path), path);
  await syncFolder(dirname(path));
}

/** Else a name may be gone after a power cut. Not all systems and file systems let folders be synced; then they need not be. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!['EINVAL', 'EISDIR', 'EPERM', 'ENOTSUP'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
  }
}
