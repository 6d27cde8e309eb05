import { project } from '../../../lib/cli-kit';
import { createTopic } from '../../../lib/kafka';
import { up } from '../../../lib/kind';
import { KindCluster, print } from '../support/kind-cluster';
import { identities } from '../support/pods';
import { audit, FLAWLESS, startTraffic } from '../support/traffic';
import { departures, watchBrokers } from '../support/watch-brokers';

/** As the brokers have been rolled to. */
export const rolled = ({ cluster }: KindCluster): KindCluster =>
  new KindCluster({ ...cluster.description, config: { 'message.max.bytes': 2_000_000 } });

export function rollsWhatChanged(kind: KindCluster): void {
  test('applying the same manifests again changes nothing and restarts no pod', async () => {
    const before = await identities(kind);
    const applied = await kind.applyManifests();
    expect(applied.filter(({ action }) => action !== 'unchanged')).toEqual([]);
    expect(await identities(kind)).toEqual(before);
  });

  test('a changed broker property rolls the brokers one at a time, each back in sync before the next leaves', async () => {
    const topic = 'rolled';
    const client = await kind.connect();
    await createTopic(client, { name: topic, partitions: 6, replicationFactor: kind.cluster.replication.factor });
    const before = await identities(kind);

    const traffic = await startTraffic(client, topic);
    const watch = watchBrokers(kind, client, topic);
    await up(rolled(kind).cluster, { folder: project.kindFolder, project: project.root, deadlineMs: 300_000 });
    const samples = await watch.stop();
    const { sent, failed, longestStallMs } = await traffic.stop();
    print(`roll of ${kind.cluster.name}: ${sent.length} messages sent meanwhile, longest stall ${longestStallMs} ms`);

    expect(failed).toEqual([]);
    expect(await audit(client, topic, sent)).toEqual(FLAWLESS);
    expect(samples.filter(({ away }) => away.length > 1)).toEqual([]);
    expect(departures(samples).map(({ name }) => name)).toEqual(['broker-3', 'broker-2', 'broker-1']);
    expect(departures(samples).map(({ inSyncBefore }) => inSyncBefore)).toEqual([3, 3, 3]);
    const after = await identities(kind);
    const replacedPods = Object.keys(after).filter((name) => after[name]?.uid !== before[name]?.uid);
    expect(replacedPods.sort()).toEqual(['broker-1', 'broker-2', 'broker-3']);
    await client.close();
  });
}
