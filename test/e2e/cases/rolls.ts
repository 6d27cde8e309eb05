import { setTimeout as delay } from 'node:timers/promises';
import { project } from '../../../lib/cli-kit';
import { createTopic, type Client } from '../../../lib/kafka';
import { up } from '../../../lib/kind';
import { isSettled } from '../../../lib/kind/workloads';
import { KindCluster, print } from '../support/kind-cluster';
import { brokers, identities } from '../support/pods';
import { audit, FLAWLESS, startTraffic } from '../support/traffic';

const SAMPLE_MS = 200;

/** A look at the brokers during a roll. */
interface Sample {
  /** Those that are gone, going, or not ready yet. */
  readonly away: readonly string[];
  /** Of the partition with the fewest replicas in sync; undefined when nobody answered. */
  readonly inSync: number | undefined;
}

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

  test('a changed broker property rolls the brokers one at a time; of little data, each is back in sync before the next leaves', async () => {
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

function watchBrokers(kind: KindCluster, client: Client, topic: string): { stop: () => Promise<readonly Sample[]> } {
  const samples: Sample[] = [];
  const stop = new AbortController();
  const names = kind.cluster.brokers.map(({ id }) => `broker-${id}`);
  const look = async (): Promise<Sample> => {
    const metadata = await client.fetchMetadata([topic]).catch(() => undefined);
    const partitions = metadata?.topics.get(topic)?.partitions;
    const ready = (await brokers(kind)).filter(isSettled).map((pod) => pod.metadata.name);
    return {
      away: names.filter((name) => !ready.includes(name)),
      inSync: partitions && Math.min(...partitions.map(({ inSync }) => inSync.length)),
    };
  };
  const loop = (async () => {
    while (!stop.signal.aborted) {
      samples.push(await look());
      await delay(SAMPLE_MS);
    }
  })();
  return {
    async stop() {
      stop.abort();
      await loop;
      return samples;
    },
  };
}

/** Each time that a broker left, with how many replicas were in sync when it was last seen there. */
const departures = (samples: readonly Sample[]): readonly { name: string; inSyncBefore: number | undefined }[] =>
  samples.flatMap(({ away }, i) => {
    const previous = samples[i - 1];
    if (!previous) return [];
    return away
      .filter((name) => !previous.away.includes(name))
      .map((name) => ({ name, inSyncBefore: previous.inSync }));
  });
