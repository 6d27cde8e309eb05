import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../package';
import type { Cluster } from './cluster';
import { defineCluster } from './define-cluster';
import { clientListener, kindPorts } from './listeners';
import { zooKeeperOf } from './metadata';

const FILES = [
  'description.ts',
  'jvm-description.ts',
  'pods/description.ts',
  'resources-description.ts',
  'services-description.ts',
];

/** What an empty description resolves to, by the interface that describes it and the names of its fields. */
const resolved = ({ brokers, metadata, ...cluster }: Cluster): Readonly<Record<string, object>> => ({
  ClusterDescription: { ...cluster, brokers: brokers.length, metadata: metadata.mode, kafka: cluster.kafkaVersion },
  ZooKeeperDescription: { ...metadata, replicas: metadata.servers.length },
  TopicDescription: cluster.topics[0]!,
  HostPorts: {
    brokers: clientListener(brokers[0]!).local.port,
    zookeeper: zooKeeperOf({ metadata }).servers[0]!.localClientPort,
    ui: cluster.uiPort,
  },
  ImagesDescription: cluster.images,
  StorageDescription: cluster.storage,
  ResourcesDescription: cluster.resources,
  ContainerResources: cluster.resources.jobs,
  ExternalServicesDescription: { nodePort: kindPorts(brokers)[0]!.nodePort },
  // Not resolved: the constructs say it of each container, and lib/kubernetes/pod-settings.test.ts holds them to it.
  PodDescription: { imagePullPolicy: 'IfNotPresent' },
});

/** A default that is a value, as `@default 3`, and not a sentence, as `@default - none`. */
const VALUE = /@default ('[^']*'|\{.*?\}|\d+|true|false)/;

const valueOf = (text: string): unknown =>
  JSON.parse(
    text
      .replace('<version of this package>', version)
      .replaceAll("'", '"')
      .replaceAll(/(\w+): /g, '"$1": '),
  );

/** The fields that a docstring promises a value for. */
const promised = FILES.flatMap((file) =>
  [...readFileSync(join(__dirname, file), 'utf8').matchAll(/^export interface (\w+)[^\n]*\{\n(.*?)^\}/gms)].flatMap(
    ([, name, body]) =>
      [...body!.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s*readonly (\w+)\?/gs)].flatMap(([, text, field]) => {
        const value = VALUE.exec(text!)?.[1];
        return value === undefined ? [] : [{ name: name!, field: field!, value: valueOf(value) }];
      }),
  ),
);

describe('what is left out of a description has the default that its docstring tells', () => {
  const values = resolved(defineCluster({ topics: { test: {} } }));

  test.each(promised)('$name: $field', ({ name, field, value }) => {
    expect(values[name]).toMatchObject({ [field]: value });
  });

  test('is told of enough fields to be worth the reading', () => {
    expect(promised.length).toBeGreaterThan(25);
    expect(new Set(promised.map(({ name }) => name))).toEqual(new Set(Object.keys(values)));
  });
});
