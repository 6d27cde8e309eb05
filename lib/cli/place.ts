import path from 'node:path';
import type { Cluster } from '../cluster';
import { findNodes, whyNoKind } from '../kind';
import { status } from '../local';
import { choice, type Values } from '../program';

/** Manifests and the port-forward of each cluster on kind. */
export const KIND_FOLDER = path.join(__dirname, '../../build/kind');

export const placeSetting = {
  on: choice({
    flag: ['on'],
    env: ['KAFKA_ON'],
    metavar: 'PLACE',
    of: ['kind', 'local'],
    default: undefined,
    help: 'kind: Kubernetes in Docker; local: processes on this machine; by default kind where it can be used',
  }),
};

export type Place = 'kind' | 'local';

/** Where to start a cluster, and says why, unless it was given. */
export async function choosePlace({ on }: Values<typeof placeSetting>, note: (line: string) => void): Promise<Place> {
  if (on !== undefined) return on;
  const obstacle = await whyNoKind();
  note(
    obstacle === undefined
      ? 'on kind: docker, kind and kubectl are here (--on local: as processes on this machine)'
      : `on this machine as processes: ${obstacle} (--on kind: Kubernetes in Docker)`,
  );
  return obstacle === undefined ? 'kind' : 'local';
}

/** Where the cluster runs; if nowhere or in both places, on this machine, where stopping it loses nothing. */
export async function findPlace(cluster: Cluster, folder: string): Promise<Place> {
  const servers = await status(cluster, { folder });
  if (servers.some(({ state }) => state !== 'down') || (await whyNoKind()) !== undefined) return 'local';
  return (await findNodes(cluster)).length > 0 ? 'kind' : 'local';
}
