import { createTopic } from '../../../lib/kafka';
import type { KindCluster } from '../support/kind-cluster';
import { areReplaced, identities, isReplaced, totalRestarts } from '../support/pods';
import { audit, FLAWLESS, produce, startTraffic } from '../support/traffic';

const TRAFFIC = 400;

const clientWithTopic = async (kind: KindCluster, name: string) => {
  const client = await kind.connect();
  await createTopic(client, { name, partitions: 6, replicationFactor: kind.cluster.replication.factor });
  return client;
};

export function survivesOutages(kind: KindCluster): void {
  const withTopic = (name: string) => clientWithTopic(kind, name);
  const deletePods = (...names: readonly string[]) => kind.kubectl('delete', 'pod', ...names, '--wait=false');

  test('a broker whose pod is deleted is not missed: the producer goes on and loses nothing', async () => {
    const topic = 'broker-deleted';
    const client = await withTopic(topic);
    const traffic = await startTraffic(client, topic);
    await kind.until('messages are acknowledged', () => Promise.resolve(traffic.acked() > TRAFFIC));
    const before = await identities(kind);
    await deletePods('broker-2');
    await kind.until('another pod is ready as broker-2', () => isReplaced(kind, before, 'broker-2'));
    const acked = traffic.acked();
    await kind.until('the producer goes on', () => Promise.resolve(traffic.acked() > acked + TRAFFIC));
    const { sent, failed } = await traffic.stop();
    expect(failed).toEqual([]);
    expect(await audit(client, topic, sent)).toEqual(FLAWLESS);
    await client.close();
  });

  test("deleting ZooKeeper's pod loses nothing, and no broker restarts for it", async () => {
    const topic = 'zookeeper-deleted';
    const client = await withTopic(topic);
    const before = await identities(kind);
    const restarted = await totalRestarts(kind);
    const traffic = await startTraffic(client, topic);
    await deletePods('zookeeper-1');
    await kind.until('another pod is ready as zookeeper-1', () => isReplaced(kind, before, 'zookeeper-1'));
    // Only a broker with a session can have a topic made: that the brokers are back says nothing less.
    await createTopic(client, {
      name: 'after-zookeeper',
      partitions: 1,
      replicationFactor: kind.cluster.replication.factor,
    });
    const acked = traffic.acked();
    await kind.until('the producer goes on', () => Promise.resolve(traffic.acked() > acked + TRAFFIC));
    const { sent, failed } = await traffic.stop();
    expect(failed).toEqual([]);
    expect(await audit(client, topic, sent)).toEqual(FLAWLESS);
    expect({ ...(await identities(kind)), 'zookeeper-1': null }).toEqual({ ...before, 'zookeeper-1': null });
    expect(await totalRestarts(kind)).toBe(restarted);
    await client.close();
  });

  losesNothingWhenAllGo(kind);
}

export function losesNothingWhenAllGo(kind: KindCluster): void {
  test('deleting every pod at the same moment loses nothing', async () => {
    const topic = 'all-deleted';
    const client = await clientWithTopic(kind, topic);
    const sent = await produce(client, topic, 2000);
    await client.close();
    const before = await identities(kind);
    await kind.kubectl('delete', 'pods', '--all', '--wait=false');
    await kind.until('all pods are others and ready', () => areReplaced(kind, before), 300_000);
    const again = await kind.connect();
    expect(await audit(again, topic, sent)).toEqual(FLAWLESS);
    await again.close();
  });
}
