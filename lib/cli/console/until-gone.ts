import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 1000;

/** Until there is no such folder any more, or `signal` aborts. Without one it is waited for the signal alone. */
export async function untilGone(folder: string | undefined, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (folder === undefined || existsSync(folder)))
    await delay(EVERY_MS, undefined, { signal }).catch(() => undefined);
}
