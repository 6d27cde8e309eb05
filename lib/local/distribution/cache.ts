import { homedir } from 'node:os';
import { join } from 'node:path';
import { lockHash } from './jar-lock';

/** Outside the checkout, so that all checkouts share it and `git clean` spares it. */
export function cacheFolder({ XDG_CACHE_HOME }: NodeJS.ProcessEnv = process.env): string {
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'kafka-streaming', lockHash);
}
