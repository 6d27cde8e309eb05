import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { defineCluster, type ClusterDescription } from '../../lib/cluster';
import { down } from '../../lib/local';

export interface Remains {
  readonly description: ClusterDescription;
  readonly folder: string;
}

/** Stops and removes a test's cluster once stdin ends: when the test is done, and also when its process died, of whatever. */
async function reap({ description, folder }: Remains): Promise<void> {
  await once(process.stdin.resume(), 'end');
  await down(defineCluster(description), { folder, graceMs: 0 });
  await rm(folder, { recursive: true, force: true });
}

void reap(JSON.parse(process.argv[2] ?? '') as Remains);
