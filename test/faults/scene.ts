import type { Scene } from './fault';
import { untilInSync } from './observe';

export const sessionMs = ({ local }: Scene): number => local.cluster.zookeeper.sessionTimeoutMs;

/** Starts what does not run, and waits for its replicas. */
export async function restart(scene: Scene): Promise<void> {
  await scene.local.up();
  await untilInSync(scene);
}
