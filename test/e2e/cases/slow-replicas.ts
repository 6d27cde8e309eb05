import { setTimeout as delay } from 'node:timers/promises';
import { alterBrokerConfig, alterTopicConfig, createTopic, type Client } from '../../../lib/kafka';
import { isServing, isSettled } from '../../../lib/kind/workloads';
import { rejection } from '../../support/rejection';
import { applyByHand, ROLL_MS, serversAreDone } from '../support/by-hand';
import { print, type KindCluster } from '../support/kind-cluster';
import { brokers, identities, isReplaced } from '../support/pods';
import { audit, FLAWLESS, startTraffic } from '../support/traffic';
import { departures, watchBrokers } from '../support/watch-brokers';

/** Longer than a roll that does not wait needs until it takes the next broker: `minReadySeconds`, and the looks of the controllers. */
const LONG_ENOUGH_MS = 30_000;

const THROTTLE = 'follower.replication.throttled.rate';

/** The description of the cluster, of which broker 3 takes its time when it is throttled. */
export const SLOW = {
  topics: { test: { partitions: 3 } },
  ui: 'none',
  // Whoever may copy a byte a second may fetch all the same, and then nothing for some seconds: so little that it falls behind for good.
  config: { 'replica.fetch.max.bytes': 4096 },
} as const;

const restart = (kind: KindCluster) => kind.kubectl('rollout', 'restart', 'statefulset/broker');

/** Bytes a second that broker 3, which leaves first, may copy of partitions in which it is behind. */
const throttle = (client: Client, rate: number) => alterBrokerConfig(client, 3, { set: { [THROTTLE]: rate } });
const stopThrottling = (client: Client) => alterBrokerConfig(client, 3, { reset: [THROTTLE] });

async function createSlowTopic(kind: KindCluster, client: Client, name: string): Promise<void> {
  await createTopic(client, { name, partitions: 6, replicationFactor: kind.cluster.replication.factor });
  await alterTopicConfig(client, name, { set: { 'follower.replication.throttled.replicas': '*' } });
}

/** What `kubectl` does by itself, without our verbs, while a broker takes its time to copy what it has missed. */
export function waitsForReplicas(kind: KindCluster): void {
  const servesBehind = async () => {
    const third = (await brokers(kind)).find(({ metadata }) => metadata.name === 'broker-3');
    return third !== undefined && isServing(third) && !isSettled(third);
  };

  test('kubectl rollout restart waits for a broker that is behind, says for what, and no send fails', async () => {
    const topic = 'slow';
    const client = await kind.connect();
    await createSlowTopic(kind, client, topic);
    const before = await identities(kind);
    await throttle(client, 1);
    const traffic = await startTraffic(client, topic);
    const watch = watchBrokers(kind, client, topic);

    await restart(kind);
    await kind.until('broker-3 serves, and is behind', servesBehind, ROLL_MS);
    await delay(LONG_ENOUGH_MS);
    expect(await servesBehind()).toBe(true);
    expect((await identities(kind))['broker-2']).toEqual(before['broker-2']);
    const { stdout } = await kind.kubectl('logs', 'broker-3', '--container', 'readiness');
    expect(stdout).toMatch(/^not ready: broker 3 is not in sync in slow\/\d( and \d+ more)?$/m);
    expect(stdout).not.toMatch(/^ready/m);
    // Nor is another one drained meanwhile.
    const eviction = {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: 'broker-2', namespace: 'default' },
    };
    const path = '/api/v1/namespaces/default/pods/broker-2/eviction';
    const refused = await rejection(kind.createAt(path, eviction));
    expect(refused.message).toMatch(/would violate the pod's disruption budget/);

    await stopThrottling(client);
    await kind.until('the roll is done', () => serversAreDone(kind), ROLL_MS);
    const samples = await watch.stop();
    const { sent, failed, longestStallMs } = await traffic.stop();
    print(`roll with slow replicas: ${sent.length} sent, ${failed.length} failed, longest stall ${longestStallMs} ms`);
    expect(failed).toEqual([]);
    expect(await audit(client, topic, sent)).toEqual(FLAWLESS);
    expect(departures(samples)).toEqual(
      ['broker-3', 'broker-2', 'broker-1'].map((name) => ({ name, inSyncBefore: 3 })),
    );
    await client.close();
  });
}

/** What it does then where readiness says no more than that a broker listens: what `waitsForReplicas` would not see. */
export function waitsForNobody(kind: KindCluster): void {
  test("with readiness: 'listening' the next broker leaves though the last one is behind, which is what the other is for", async () => {
    const topic = 'slow-too';
    const client = await kind.connect();
    await applyByHand(kind, { readiness: 'listening' });
    await kind.until('the brokers are ready once they listen', () => serversAreDone(kind), ROLL_MS);
    await createSlowTopic(kind, client, topic);
    const before = await identities(kind);
    await throttle(client, 1);
    const traffic = await startTraffic(client, topic);
    const watch = watchBrokers(kind, client, topic);
    await restart(kind);
    await kind.until('broker-2 is another one', () => isReplaced(kind, before, 'broker-2'), ROLL_MS);
    await stopThrottling(client);
    await kind.until('the roll is done', () => serversAreDone(kind), ROLL_MS);
    const samples = await watch.stop();
    const { sent, failed, longestStallMs } = await traffic.stop();
    print(`the same without waiting: ${sent.length} sent, ${failed.length} failed, longest stall ${longestStallMs} ms`);
    expect(departures(samples).find(({ name }) => name === 'broker-2')!.inSyncBefore).toBeLessThan(3);
    expect((await audit(client, topic, sent)).lost).toEqual([]);
    await client.close();
  });
}
