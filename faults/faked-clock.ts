import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultContext } from './fault';
import { untilHealthy } from './observe';

const FOLDERS = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib', '/usr/local/lib'];

const library = (): string | undefined =>
  FOLDERS.map((folder) => join(folder, 'faketime', 'libfaketimeMT.so.1')).find((path) => existsSync(path));

export const obstacleToFakedClocks = (): string | undefined =>
  library() === undefined ? 'libfaketime is not installed: apt-get install faketime' : undefined;

/** Starts a broker again with a clock that the returned function shifts by so many seconds, within a second. */
export async function withFakedClock(context: FaultContext, broker: number): Promise<(shiftS: number) => void> {
  const file = join(context.local.folder, `clock-of-broker-${broker}`);
  const shiftClock = (shiftS: number) => {
    // It must never be read half written.
    writeFileSync(`${file}.new`, `${shiftS < 0 ? '' : '+'}${shiftS}s`);
    renameSync(`${file}.new`, file);
  };
  shiftClock(0);
  const environment = {
    LD_PRELOAD: library()!,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_CACHE_DURATION: '1',
    // Spans are measured on the monotonic clock, which nobody sets; a JVM that waits on it hangs, or does not wait at all.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_FORCE_MONOTONIC_FIX: '0',
  };
  await context.local.kill('broker', broker, 'SIGTERM');
  // Servers get the environment of whoever starts them.
  Object.assign(process.env, environment);
  try {
    await context.local.up();
  } finally {
    for (const name of Object.keys(environment)) Reflect.deleteProperty(process.env, name);
  }
  await untilHealthy(context);
  return shiftClock;
}
