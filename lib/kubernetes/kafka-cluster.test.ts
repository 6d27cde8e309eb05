import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { parseAllDocuments } from 'yaml';
import { defineCluster, type ClusterDescription } from '../cluster';
import { KafkaCluster } from './index';
import { find, manifestsOf, type Manifest } from './testing/manifests';
import { schemaFaults } from './testing/schema';

/** The objects of somebody's chart with a cluster in it, to which `add` adds. */
function chartWith(
  description: ClusterDescription,
  add: (kafka: KafkaCluster, chart: Chart) => void = () => undefined,
  namespace?: string,
): Manifest[] {
  const app = new App();
  const chart = new Chart(app, 'shop', { labels: { team: 'orders' }, ...(namespace !== undefined && { namespace }) });
  add(new KafkaCluster(chart, 'streaming', { cluster: defineCluster(description) }), chart);
  return parseAllDocuments(app.synthYaml()).map((document) => document.toJS() as Manifest);
}

const keyOf = ({ kind, metadata }: Manifest): string => `${kind}/${metadata.name}`;

test("a cluster in somebody's chart is the one of a chart of ours, with the labels of theirs", () => {
  const manifests = chartWith({ topics: { test: {} } });
  expect(manifests.map(keyOf)).toEqual(manifestsOf({ topics: { test: {} } }).map(keyOf));
  for (const { metadata } of manifests) expect(metadata.labels).toMatchObject({ team: 'orders' });
});

test('a chart with a namespace has the cluster there, unless another is described', () => {
  const namespaces = (description: ClusterDescription) => [
    ...new Set(chartWith(description, undefined, 'shop').map(({ metadata }) => metadata.namespace)),
  ];
  expect(namespaces({})).toEqual(['shop']);
  expect(namespaces({ namespace: 'kafka' })).toEqual(['kafka']);
});

test('the cluster answers what a program beside it has to know', () => {
  const manifests = chartWith({ name: 'shop', brokers: 2 }, ({ bootstrapServers, clientLabels, brokers }, chart) => {
    new k8s.KubePod(chart, 'program', {
      metadata: { name: 'program', labels: clientLabels },
      spec: { containers: [{ name: 'program', env: [{ name: 'KAFKA_BROKERS', value: bootstrapServers }] }] },
    });
    expect(brokers.bootstrapServers).toBe(bootstrapServers);
  });
  expect(find(manifests, 'Pod', 'program')).toMatchObject({
    metadata: { labels: { 'shop-client': 'true' } },
    spec: { containers: [{ env: [{ value: 'broker-1:19090,broker-2:19090' }] }] },
  });
});

test('every object is a member of what it belongs to', () => {
  const chart = new Chart(new App(), 'shop');
  const kafka = new KafkaCluster(chart, 'streaming', {
    cluster: defineCluster({ zookeeper: { replicas: 3 }, topics: { test: {} } }),
  });
  const { marker, zookeeper, brokers, ui, topics, produce, consume } = kafka;
  const policies = [zookeeper, brokers, ui!, topics!, produce, consume].flatMap((of) => [
    ...(of.policies.disruptionBudget ? [of.policies.disruptionBudget] : []),
    of.policies.serviceAccount,
    of.policies.networkPolicy!,
  ]);
  const { headless, bootstrap, internal, external } = brokers.services;
  const members = [
    marker,
    ...policies,
    zookeeper.config,
    zookeeper.headlessService,
    ...zookeeper.serverServices,
    zookeeper.statefulSet,
    brokers.config,
    headless,
    bootstrap,
    ...internal,
    ...external,
    brokers.statefulSet,
    ui!.service,
    ui!.deployment,
    ...topics!.config,
    topics!.job,
    produce.cronJob,
    consume.cronJob,
  ];
  const paths = (objects: readonly ApiObject[]): string[] => objects.map(({ node }) => node.path).sort();
  expect(paths(members)).toEqual(paths(chart.node.findAll().filter((node) => node instanceof ApiObject)));
});

describe('a patch of an object', () => {
  test('is spelled as Kubernetes spells it, and may use what is younger than the typed classes', () => {
    const manifests = chartWith({}, ({ brokers }) => {
      brokers.services.bootstrap.addJsonPatch(
        JsonPatch.add('/spec/clusterIP', '10.0.0.10'),
        JsonPatch.add('/spec/trafficDistribution', 'PreferClose'),
      );
      brokers.statefulSet.addJsonPatch(
        JsonPatch.add('/spec/template/spec/hostAliases', [{ ip: '10.0.0.1', hostnames: ['registry'] }]),
        JsonPatch.replace('/spec/template/spec/containers/0/resources/requests/cpu', '3'),
      );
    });
    const service = find(manifests, 'Service', 'kafka');
    expect(service.spec).toMatchObject({ clusterIP: '10.0.0.10', trafficDistribution: 'PreferClose' });
    const statefulSet = find(manifests, 'StatefulSet', 'broker');
    expect(statefulSet.spec.template!.spec).toMatchObject({
      hostAliases: [{ ip: '10.0.0.1' }],
      containers: [{ resources: { requests: { cpu: '3' } } }, { name: 'readiness' }],
    });
    expect([service, statefulSet].flatMap(schemaFaults)).toEqual([]);
  });
});

test('without topics there is no Job for them to ask for', () => {
  chartWith({}, ({ topics }) => expect(topics).toBeUndefined());
});

describe('objects of one app that Kubernetes would take for the same', () => {
  const synth = (add: (chart: Chart) => void): (() => void) => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'same-objects-')) });
    add(new Chart(app, 'shop'));
    return () => {
      try {
        app.synth();
      } finally {
        rmSync(app.outdir, { recursive: true });
      }
    };
  };
  const add = (chart: Chart, id: string, description: ClusterDescription) =>
    new KafkaCluster(chart, id, { cluster: defineCluster(description) });

  test('are refused: two clusters of plain names', () => {
    const both = synth((chart) => {
      add(chart, 'first', {});
      add(chart, 'second', { name: 'second' });
    });
    expect(both).toThrow(/ and \d+ more: another object of this app has the same name in the same namespace/);
  });

  test("are refused: one of somebody's own", () => {
    const own = synth((chart) => {
      add(chart, 'first', {});
      new k8s.KubeServiceAccount(chart, 'own', { metadata: { name: 'kafka-ui' } });
    });
    expect(own).toThrow(/^.*\n.*ServiceAccount kafka-ui: another object of this app/);
  });

  test.each<[string, ClusterDescription]>([
    ['of prefixed names', { name: 'second', names: 'prefixed' }],
    ['in another namespace', { name: 'second', namespace: 'second' }],
  ])('are not those of a second cluster %s', (_, second) => {
    const both = synth((chart) => {
      add(chart, 'first', {});
      add(chart, 'second', second);
    });
    expect(both).not.toThrow();
  });
});
