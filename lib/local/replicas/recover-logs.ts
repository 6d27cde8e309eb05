import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { notWritable } from '../failures/not-writable';
import type { ServerFolder } from '../servers/server-folder';

/** Kafka writes it as it ends well, beside the replicas, and removes it as it starts. */
export const CLEAN = '.kafka_cleanshutdown';

/**
 * Has Kafka read the logs of a broker as after a crash: after a clean stop it goes by their indexes alone, and takes a log that was
 * cut off for empty.
 * @throws {LocalRunError} `FOLDER_NOT_WRITABLE`
 */
export function recoverLogs({ path, data }: ServerFolder): void {
  try {
    rmSync(join(data, CLEAN), { force: true });
  } catch (cause) {
    throw notWritable(path, cause);
  }
}
