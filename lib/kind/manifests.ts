import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Cluster } from '../cluster';
import type * as Kubernetes from '../kubernetes';

export interface Manifests {
  readonly dist: string;
  readonly kindConfig: string;
}

/** What `cdk8s synth` would make of `cluster`, in a folder of its own. */
export async function writeManifests(cluster: Cluster, folder: string): Promise<Manifests> {
  // Loaded when needed: cdk8s takes longer than all else that is loaded for a start, and a local one needs none of it.
  const { synthesise } = createRequire(__filename)('../kubernetes') as typeof Kubernetes;
  const dist = join(folder, 'dist');
  await rm(dist, { recursive: true, force: true });
  synthesise(cluster, dist);
  return { dist, kindConfig: join(folder, 'kind-config.yaml') };
}
