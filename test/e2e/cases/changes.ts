import { join } from 'node:path';
import { defineCluster, type ClusterDescription } from '../../../lib/cluster';
import { createTopic } from '../../../lib/kafka';
import { runJob } from '../../../lib/kind';
import { isSettled } from '../../../lib/kind/workloads';
import { writeManifests } from '../../../lib/kind/manifests';
import { rejection } from '../../support/rejection';
import type { KindCluster } from '../support/kind-cluster';
import { servers } from '../support/pods';
import { audit, FLAWLESS, produce, startTraffic } from '../support/traffic';

/** What `kubectl apply -f dist` by hand, of other descriptions, does to a cluster that serves. */
export function survivesOtherManifests(kind: KindCluster): void {
  const applyByHand = async (description: ClusterDescription): Promise<string> => {
    const { dist } = await writeManifests(defineCluster(description), join(kind.folder, 'other'));
    return (await rejection(kind.kubectl('apply', '--filename', dist))).message;
  };
  const allReady = async (): Promise<boolean> => (await servers(kind)).every(isSettled);
  const restartPod = async (name: string): Promise<void> => {
    await kind.kubectl('delete', 'pod', name);
    await kind.until(`${name} is back`, allReady);
  };

  test('another cluster applied over one says so first, and the one serves on, its pods restarted meanwhile or not', async () => {
    const topic = 'applied-over';
    const client = await kind.connect();
    await createTopic(client, { name: topic, partitions: 6, replicationFactor: kind.cluster.replication.factor });
    const before = await produce(client, topic, 3000);
    const traffic = await startTraffic(client, topic);
    const said = await applyByHand({ ...kind.cluster.description, name: 'second', brokers: 1 });
    expect(/"([^"]+)" is invalid/.exec(said)?.[1]).toBe('one-kafka-cluster-per-namespace');
    await restartPod('broker-2');
    await restartPod('zookeeper-1');
    expect(await runJob(kind.kubectl, 'produce')).toMatch(/^30 acked, 0 failed, 0 unknown in /m);
    const { sent, failed } = await traffic.stop();
    expect(failed).toEqual([]);
    // Both count from zero.
    expect((await audit(client, topic, [...before, ...sent])).lost).toEqual([]);
    await client.close();

    await kind.applyManifests();
    expect((await kind.applyManifests()).filter(({ action }) => action !== 'unchanged')).toEqual([]);
    await kind.until('all pods are ready', allReady);
    await kind.kubectl('delete', 'jobs,configmaps,networkpolicies', '--selector', 'app.kubernetes.io/instance=second');
  });

  test('a change that Kubernetes refuses leaves the pods what they were started with; the old description heals it', async () => {
    const topic = 'refused-change';
    const client = await kind.connect();
    await createTopic(client, { name: topic, partitions: 6, replicationFactor: kind.cluster.replication.factor });
    const sent = await produce(client, topic, 3000);
    const changed = { storage: { size: '16Gi' }, config: { 'log.retention.hours': 12 } } as const;
    expect(await applyByHand({ ...kind.cluster.description, ...changed })).toMatch(/StatefulSet.* "broker" is invalid/);
    await restartPod('broker-3');
    const file = '/etc/kafka/cluster/broker-3.properties';
    expect((await kind.kubectl('exec', 'broker-3', '--', 'cat', file)).stdout).not.toMatch(/log\.retention\.hours/);
    await kind.applyManifests();
    expect((await kind.applyManifests()).filter(({ action }) => action !== 'unchanged')).toEqual([]);
    expect(await audit(client, topic, sent)).toEqual(FLAWLESS);
    await client.close();
  });
}

/** Of a cluster with `createNamespace` and `guard`. */
export function isGuarded(kind: KindCluster): void {
  const refusal = async (...args: readonly string[]) => (await rejection(kind.kubectl(...args))).message;

  const fewer = (name: string) => ['patch', 'statefulset', name, '--type=merge', '--patch={"spec":{"replicas":0}}'];

  test('fewer brokers are refused, however they are asked for, unless the StatefulSet allows that number, once', async () => {
    const ofBrokers = fewer('broker');
    const reason = /StatefulSet broker has \d+ replicas, but 0 were given/;
    expect(await refusal('scale', 'statefulset', 'broker', '--replicas=0')).toMatch(reason);
    expect(await refusal(...ofBrokers)).toMatch(reason);
    const [permission] = /kafka-streaming\/allow-replicas=0@\d+/.exec(await refusal(...ofBrokers))!;
    await kind.kubectl('annotate', 'statefulset', 'broker', permission);
    await kind.kubectl(...ofBrokers, '--dry-run=server');
    const changed = (minReadySeconds: number | null) =>
      kind.kubectl(
        'patch',
        'statefulset',
        'broker',
        '--type=merge',
        `--patch=${JSON.stringify({ spec: { minReadySeconds } })}`,
      );
    await changed(1);
    expect(await refusal(...ofBrokers, '--dry-run=server')).toMatch(reason);
    await changed(null);
    await kind.kubectl('annotate', 'statefulset', 'broker', 'kafka-streaming/allow-replicas-');
  });

  test('fewer ZooKeeper servers are refused, whatever is said of it: those that are left would not serve', async () => {
    const reason = /StatefulSet zookeeper has 1 replicas, but 0 were given, .*: describe 1 again/;
    expect(await refusal('scale', 'statefulset', 'zookeeper', '--replicas=0')).toMatch(reason);
    expect(await refusal(...fewer('zookeeper'))).toMatch(reason);
  });

  test('objects are not taken over by another cluster', async () => {
    const reason = new RegExp(`kafka belongs to the Kafka cluster "${kind.cluster.name}", but is given to "second"`);
    expect(await refusal('label', 'service', 'kafka', '--overwrite', 'app.kubernetes.io/instance=second')).toMatch(
      reason,
    );
  });
}
