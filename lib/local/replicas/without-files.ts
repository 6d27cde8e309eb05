import { connect, type Access } from '../../kafka';
import { replicasOf } from '../servers/held-replicas';
import type { ServerFolder } from '../servers/server-folder';

/** The replicas, such as `test-0`, of which any of `brokers` has files. */
export const replicasOnDisk = (brokers: readonly ServerFolder[]): ReadonlySet<string> =>
  new Set(brokers.flatMap(({ data }) => replicasOf(data)));

/**
 * Partitions, such as `test/0`, that had a leader before the brokers started, by its epoch, of which nobody had files: neither are
 * there notes of how many messages they had, or {@link requireReplicas} had refused the start.
 * @param onDisk {@link replicasOnDisk} before any broker ran
 */
export async function partitionsWithoutFiles(access: Access, onDisk: ReadonlySet<string>): Promise<readonly string[]> {
  const client = await connect({ ...access, clientId: 'up' });
  try {
    const { topics } = await client.refreshAll();
    return [...topics].flatMap(([topic, { partitions }]) =>
      partitions
        .filter(({ partition, leaderEpoch }) => leaderEpoch > 0 && !onDisk.has(`${topic}-${partition}`))
        .map(({ partition }) => `${topic}/${partition}`),
    );
  } finally {
    await client.close();
  }
}
