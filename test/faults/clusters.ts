import { isDeepStrictEqual } from 'node:util';
import type { ZooKeeperDescription } from '../../lib/cluster/description';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import type { Fault } from './fault';

/** One running cluster at a time, kept for the next fault if that wants the same. */
export class Clusters {
  #running: { readonly of: Fault['cluster']; readonly local: LocalCluster } | undefined;

  constructor(private readonly zookeeper: ZooKeeperDescription) {}

  async for({ cluster }: Fault): Promise<LocalCluster> {
    if (this.#running && isDeepStrictEqual(this.#running.of, cluster)) return this.#running.local;
    await this.stop();
    const local = await startCluster({ ...cluster, zookeeper: this.zookeeper });
    this.#running = { of: cluster, local };
    return local;
  }

  async stop(): Promise<void> {
    await this.#running?.local.stop();
    this.#running = undefined;
  }
}
