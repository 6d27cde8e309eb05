import { isDeepStrictEqual } from 'node:util';
import type { ZooKeeperDescription } from '../lib/cluster/description';
import { startCluster, type LocalCluster } from '../test/support/local-cluster';
import { startLinkedCluster } from '../test/support/proxy/linked-cluster';
import type { Fault } from './fault';

interface Wanted {
  readonly cluster: Fault['cluster'];
  readonly arrange: Fault['arrange'];
  readonly isLinked: Fault['isLinked'];
}

/** One running cluster at a time, kept for the next fault if that wants the same. */
export class Clusters {
  #running: { readonly of: Wanted; readonly local: LocalCluster } | undefined;

  constructor(private readonly zookeeper: ZooKeeperDescription) {}

  async for({ cluster, arrange, isLinked }: Fault): Promise<LocalCluster> {
    const wanted = { cluster, arrange, isLinked };
    if (this.#running && isDeepStrictEqual(this.#running.of, wanted)) return this.#running.local;
    await this.stop();
    const description = { ...cluster, zookeeper: this.zookeeper };
    const local = await (isLinked ? startLinkedCluster(description) : startCluster(description, arrange));
    this.#running = { of: wanted, local };
    return local;
  }

  async stop(): Promise<void> {
    await this.#running?.local.stop();
    this.#running = undefined;
  }
}
