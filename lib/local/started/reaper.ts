import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { down } from '../down';
import type { LeftoverCluster } from './start-reaper';

/** Stops and removes a cluster once stdin ends: when its user is done, and also when the user's process died, of whatever. */
async function reap({ name, folder }: LeftoverCluster): Promise<void> {
  await once(process.stdin.resume(), 'end');
  await down({ name }, { folder, graceMs: 0 });
  await rm(folder, { recursive: true, force: true });
}

void reap(JSON.parse(process.argv[2]!) as LeftoverCluster);
