import type { ClusterDescription } from '../../../lib/cluster';
import { createTopic, listTopics } from '../../../lib/kafka';
import { applyByHand, ROLL_MS, serversAreDone } from '../support/by-hand';
import { print, type KindCluster } from '../support/kind-cluster';
import { identities } from '../support/pods';
import { audit, FLAWLESS, startTraffic } from '../support/traffic';

/** `now` is what is described at present, beside what the cluster was made with. */
export function outlivesBadImages(kind: KindCluster, now: ClusterDescription): void {
  test('an image of Kafka that is not there stops at the last broker; ZooKeeper and the others serve, and the old one heals', async () => {
    const topic = 'bad-image';
    const client = await kind.connect();
    await createTopic(client, { name: topic, partitions: 6, replicationFactor: kind.cluster.replication.factor });
    const before = await identities(kind);
    const traffic = await startTraffic(client, topic);
    await applyByHand(kind, { ...now, images: { kafka: 'apache/kafka:3.9.99' } });
    const last = `broker-${kind.cluster.brokers.length}`;
    await kind.until(`${last} has no image`, async () => {
      // The old pod is gone before the new one is there.
      const get = ['get', 'pod', last, '--ignore-not-found', '--output', 'jsonpath={..waiting.reason}'];
      const { stdout } = await kind.kubectl(...get);
      return /ErrImagePull|ImagePullBackOff/.test(stdout);
    });
    const acked = traffic.acked();
    await kind.until('the others serve on', () => Promise.resolve(traffic.acked() > acked + 1000));
    // Only ZooKeeper can have a topic made.
    await createTopic(client, { name: 'meanwhile', partitions: 1, replicationFactor: 2 });
    const meanwhile = await identities(kind);
    expect({ ...meanwhile, [last]: null }).toEqual({ ...before, [last]: null });

    await applyByHand(kind, now);
    await kind.until('all servers are ready', () => serversAreDone(kind), ROLL_MS);
    const { sent, failed, longestStallMs } = await traffic.stop();
    print(`bad image: ${sent.length} messages sent meanwhile, longest stall ${longestStallMs} ms`);
    expect(failed).toEqual([]);
    expect(await audit(client, topic, sent)).toEqual(FLAWLESS);
    expect((await listTopics(client)).map(({ name }) => name)).toContain('meanwhile');
    await client.close();
  });
}
