import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isOfOtherNamespace } from '../../common/pid-file';
import { METADATA_LOG } from '../kraft/metadata-end';
import { LocalRunError } from '../local-run-error';
import type { ServerFolder } from './server-folder';

/** A broker writes how far it is every 5 s; who decides of a quorum, twice a second. */
const LIFE_SIGN_MS = 5000;
const [PATIENCE_MS, POLL_MS] = [2 * LIFE_SIGN_MS, 200];

/**
 * Servers that were started in another container, on the same folder, are none of the processes that can be seen here: whether they
 * live is told by what they write.
 * @throws {LocalRunError} `BUSY` where they do
 */
export async function requireVisible(servers: readonly ServerFolder[]): Promise<void> {
  const hidden = servers.filter(({ pidFile }) => isOfOtherNamespace(pidFile));
  const before = new Map(hidden.map((server) => [server, writtenAt(server)]));
  const until = Date.now() + PATIENCE_MS;
  const mayLive = [...before.values()].some((at) => at > Date.now() - PATIENCE_MS);
  while (mayLive && Date.now() < until) {
    const living = hidden.find((server) => writtenAt(server) !== before.get(server));
    if (living) {
      throw new LocalRunError(
        'BUSY',
        `${living.name} was started in another container, from which it writes to ${living.path}: stop it there`,
      );
    }
    await delay(POLL_MS);
  }
}

/** When a server last wrote what it writes all the time, milliseconds since 1970; 0 where it has not. */
const writtenAt = ({ data }: ServerFolder): number =>
  Math.max(0, ...[join(data, 'replication-offset-checkpoint'), ...filesIn(join(data, METADATA_LOG))].map(changedAt));

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
