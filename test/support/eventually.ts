import { setTimeout as delay } from 'node:timers/promises';

/** Waits until `condition` holds; fails with `what` after the deadline, and with how things are then. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  deadlineMs = 30_000,
  found?: () => Promise<string>,
): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!(await condition())) {
    if (performance.now() > deadline) {
      throw new Error([`not within ${deadlineMs} ms: ${what}`, ...(found ? [await found()] : [])].join('; '));
    }
    await delay(20);
  }
}
