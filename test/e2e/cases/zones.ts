import { createTopic, describeTopic } from '../../../lib/kafka';
import { isSettled, type Pod } from '../../../lib/kind/workloads';
import type { KindCluster } from '../support/kind-cluster';
import { brokers, servers } from '../support/pods';

interface Node {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
}

/** Zone by node. */
async function zones({ kubectl }: KindCluster): Promise<ReadonlyMap<string, string>> {
  const { items } = JSON.parse((await kubectl('get', 'nodes', '--output', 'json')).stdout) as { items: Node[] };
  return new Map(
    items.map(({ metadata: { name, labels } }) => [name, labels['topology.kubernetes.io/zone'] ?? 'none']),
  );
}

const nodeOf = ({ spec }: Pod): string => spec.nodeName ?? 'none';
const nameOf = ({ metadata }: Pod): string => metadata.name;

/** Zone by broker id. */
async function racks(kind: KindCluster): Promise<ReadonlyMap<number, string>> {
  const zoneOf = await zones(kind);
  return new Map(
    (await brokers(kind)).map((pod) => [Number(nameOf(pod).replace('broker-', '')), zoneOf.get(nodeOf(pod))!]),
  );
}

export function spreadsOverZones(kind: KindCluster): void {
  test('the brokers are spread evenly over the zones, and each knows its own as broker.rack', async () => {
    const zoneOf = await racks(kind);
    const perZone = kind.cluster.zones.map((zone) => [...zoneOf.values()].filter((found) => found === zone).length);
    expect(perZone.sort()).toEqual([1, 1, 2]);
    for (const [id, zone] of zoneOf) {
      const { stdout } = await kind.kubectl('logs', `broker-${id}`);
      expect(stdout).toContain(`broker.rack = ${zone}\n`);
    }
  });

  test('the replicas of each partition lie in different zones', async () => {
    const client = await kind.connect();
    await createTopic(client, { name: 'spread', partitions: 16, replicationFactor: 3 });
    const zoneOf = await racks(kind);
    const { partitionDetails } = await describeTopic(client, 'spread');
    const zonesOfReplicas = partitionDetails.map(({ replicas }) => new Set(replicas.map((id) => zoneOf.get(id))).size);
    expect(zonesOfReplicas).toEqual(Array(16).fill(3));
    await client.close();
  });

  test('kubectl drain takes a worker, and waits with the next while a broker is away', async () => {
    const pods = await servers(kind);
    const on = (node: string) => pods.filter((pod) => nodeOf(pod) === node).map(nameOf);
    const isBroker = (name: string) => name.startsWith('broker-');
    const workers = [...(await zones(kind)).keys()].filter((node) => on(node).some(isBroker));
    // Its broker cannot go elsewhere, since its volume is here; ZooKeeper is to stay, so that only brokers are tested.
    const first = workers.find((node) => on(node).filter(isBroker).length === 1 && !on(node).includes('zookeeper-1'))!;
    const second = workers.find((node) => node !== first && !on(node).includes('zookeeper-1'))!;
    const drain = (node: string, timeout: string) =>
      kind.kubectl('drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--force', `--timeout=${timeout}`);
    try {
      await drain(first, '150s');
      await expect(drain(second, '20s')).rejects.toThrow(/disruption budget/);
      const away = (await brokers(kind)).filter((pod) => !isSettled(pod)).map(nameOf);
      expect(away).toEqual(on(first).filter(isBroker));
    } finally {
      await kind.kubectl('uncordon', first, second);
    }
    const allReady = async () => (await brokers(kind)).filter(isSettled).length === kind.cluster.brokers.length;
    await kind.until('all brokers are ready again', allReady);
  });
}
