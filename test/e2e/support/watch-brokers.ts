import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '../../../lib/kafka';
import { isSettled } from '../../../lib/kind/workloads';
import type { KindCluster } from './kind-cluster';
import { brokers } from './pods';

const SAMPLE_MS = 200;

/** A look at the brokers during a roll. */
export interface Sample {
  /** Those that are gone, going, or not ready yet. */
  readonly away: readonly string[];
  /** Of the partition with the fewest replicas in sync; undefined when nobody answered. */
  readonly inSync: number | undefined;
}

export function watchBrokers(
  kind: KindCluster,
  client: Client,
  topic: string,
): { stop: () => Promise<readonly Sample[]> } {
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
export const departures = (samples: readonly Sample[]): readonly { name: string; inSyncBefore: number | undefined }[] =>
  samples.flatMap(({ away }, i) => {
    const previous = samples[i - 1];
    if (!previous) return [];
    return away
      .filter((name) => !previous.away.includes(name))
      .map((name) => ({ name, inSyncBefore: previous.inSync }));
  });
