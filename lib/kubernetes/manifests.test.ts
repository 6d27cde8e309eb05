import { parse } from 'yaml';
import { defineCluster } from '../cluster';
import { kindConfig } from './kind-config';
import { objectName } from './names';
import type { Labels } from './metadata';
import { descriptions } from './testing/descriptions';
import {
  configOf,
  containerOf,
  filesOf,
  find,
  isSubset,
  manifestsOf,
  workloads,
  type Manifest,
} from './testing/manifests';
import { connects, policiesOf } from './testing/policies';
import { schemaFaults } from './testing/schema';

const INTERNAL_PORT = 19_090;
const QUORUM_PORT = 19_093;

describe.each(Object.entries(descriptions))('the manifests of a cluster with %s', (_, description) => {
  const cluster = defineCluster(description);
  const manifests = manifestsOf(description);
  const named = (plain: string) => objectName(cluster, plain);
  const ofKind = (kind: string): Manifest[] => manifests.filter((each) => each.kind === kind);
  const podsOf = (component: string) =>
    workloads(manifests).find(({ template }) => template.metadata.labels['app.kubernetes.io/component'] === component)!;
  const properties = Object.entries(configOf(manifests, named('broker')))
    .filter(([key]) => key.endsWith('.properties') && !key.startsWith('log4j'))
    .map(([key, text]) => ({ pod: key.replace('.properties', ''), ...listeners(text) }));

  const holders = cluster.servers.filter(({ role }) => role !== 'broker').map(({ name }) => named(name));

  test('are what Kubernetes 1.34 defines, without an unknown field', () => {
    for (const manifest of manifests) {
      expect({ name: manifest.metadata.name, faults: schemaFaults(manifest) }).toMatchObject({ faults: [] });
    }
  });

  test('have names of their own in the described namespace', () => {
    const names = manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { kind, metadata } of manifests) {
      expect(metadata.namespace).toBe(/^Namespace|^Validating/.test(kind) ? undefined : cluster.namespace);
    }
  });

  test('select pods by labels that pods have', () => {
    const pods = workloads(manifests).map(({ template }) => template.metadata.labels);
    for (const { spec } of manifests) {
      const selector = spec?.selector ?? spec?.podSelector;
      if (!selector) continue;
      const wanted = 'matchLabels' in selector ? (selector.matchLabels as Labels) : selector;
      // Kubernetes adds this one to the pods of a StatefulSet.
      const { 'statefulset.kubernetes.io/pod-name': pod = '', ...others } = wanted;
      expect(pods.filter((labels) => isSubset(others, labels))).toHaveLength(1);
      if (pod) expect(properties.map((each) => each.pod).concat(holders)).toContain(pod);
    }
  });

  test('have Services whose ports the selected pods name', () => {
    for (const { spec } of ofKind('Service')) {
      const { ports = [] } = containerOf(
        podsOf((spec!.selector as Record<string, string>)['app.kubernetes.io/component']!).template,
      );
      for (const { port, targetPort } of spec!.ports!) {
        expect(ports).toContainEqual({ name: targetPort, containerPort: port });
      }
    }
  });

  test('give StatefulSets a headless Service and one Service for each pod', () => {
    for (const { metadata, spec } of ofKind('StatefulSet')) {
      expect(find(manifests, 'Service', spec!.serviceName!).spec).toMatchObject({
        clusterIP: 'None',
        publishNotReadyAddresses: true,
      });
      const pods = metadata.name === named('broker') ? properties.map(({ pod }) => pod) : holders;
      for (const pod of pods)
        expect(find(manifests, 'Service', pod).spec).toMatchObject({ publishNotReadyAddresses: true });
    }
  });

  test('mount volumes that there are, and run files that are mounted', () => {
    for (const { manifest, template } of workloads(manifests)) {
      const { command = [], volumeMounts } = containerOf(template);
      const claims = manifest.spec?.volumeClaimTemplates?.map(({ metadata }) => metadata.name) ?? [];
      const volumes = template.spec.volumes.map(({ name }) => name);
      expect(volumeMounts.map(({ name }) => name).sort()).toEqual([...volumes, ...claims].sort());
      const files = Object.keys(filesOf(manifests, template));
      if (command[0] === 'bash') expect(files).toContain(command.at(-1)!.split('/').at(-1));
    }
  });

  test('advertise to the inside only Services of their own', () => {
    for (const { pod, advertised } of properties) {
      const { host, port } = advertised.INTERNAL!;
      const [name, ...namespace] = host.split('.');
      expect(namespace).toEqual(cluster.namespace === undefined ? [] : [cluster.namespace, 'svc']);
      expect(find(manifests, 'Service', name!).spec).toMatchObject({
        selector: { 'statefulset.kubernetes.io/pod-name': pod },
        ports: expect.arrayContaining([expect.objectContaining({ port, targetPort: 'internal' })]) as unknown,
      });
    }
  });

  test('advertise to the outside what leads to the same broker', () => {
    const kind = parse(kindConfig(cluster)) as { nodes: { extraPortMappings?: Record<string, unknown>[] }[] };
    const mappings = kind.nodes[0]?.extraPortMappings ?? [];
    for (const { pod, advertised, bound } of properties) {
      if (cluster.reachable.from === 'inside') expect(advertised.EXTERNAL).toBeUndefined();
      else {
        const { spec } = find(manifests, 'Service', `${pod}-external`);
        const { port, nodePort } = spec.ports![0]!;
        expect(spec.selector).toMatchObject({ 'statefulset.kubernetes.io/pod-name': pod });
        expect({ port }).toEqual({ port: bound.EXTERNAL!.port });
        if (cluster.reachable.from === 'load-balancer') expect(spec.type).toBe('LoadBalancer');
        else {
          expect(mappings).toContainEqual({
            containerPort: nodePort,
            hostPort: advertised.EXTERNAL!.port,
            listenAddress: '127.0.0.1',
            protocol: 'TCP',
          });
        }
      }
    }
    const nodePorts = ofKind('Service').flatMap(({ spec }) => spec!.ports!.flatMap(({ nodePort }) => nodePort ?? []));
    expect(nodePorts).toEqual(mappings.map(({ containerPort }) => containerPort));
  });

  test('let pods connect to what they need and to nothing else', () => {
    const labels = Object.fromEntries(
      workloads(manifests).map(({ template }) => [
        template.metadata.labels['app.kubernetes.io/component']!,
        template.metadata.labels,
      ]),
    );
    const { broker, zookeeper, controller, ...clients } = labels;
    if (!cluster.networkPolicies) {
      expect(ofKind('NetworkPolicy')).toEqual([]);
      return;
    }
    for (const pod of Object.values(labels)) {
      expect(policiesOf(manifests, pod).map(({ spec }) => spec!.policyTypes)).toEqual([['Ingress', 'Egress']]);
    }
    expect(connects(manifests, broker!, broker!, INTERNAL_PORT)).toBe(true);
    const voter = zookeeper ?? controller ?? broker!;
    const port = zookeeper ? 2181 : QUORUM_PORT;
    expect(connects(manifests, broker!, voter, port)).toBe(true);
    for (const between of zookeeper ? [2181, 2888, 3888] : [QUORUM_PORT]) {
      expect(connects(manifests, voter, voter, between)).toBe(!zookeeper || cluster.metadata.servers.length > 1);
    }
    // Without data they ask whether brokers serve.
    expect(connects(manifests, voter, broker!, INTERNAL_PORT)).toBe(true);
    expect(connects(manifests, broker!, broker!, QUORUM_PORT)).toBe(voter === broker);
    for (const client of Object.values(clients)) {
      expect(connects(manifests, client, broker!, INTERNAL_PORT)).toBe(true);
      expect(connects(manifests, client, voter, port)).toBe(false);
    }
  });

  test('run every pod as Pod Security restricted wants it, without a token, on a read-only root', () => {
    for (const { template } of workloads(manifests)) {
      const { spec } = template;
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const { securityContext } of spec.containers)
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          privileged: false,
          readOnlyRootFilesystem: true,
        });
      expect(find(manifests, 'ServiceAccount', spec.serviceAccountName)).toMatchObject({
        automountServiceAccountToken: false,
      });
    }
  });

  test('bound every container, and never ask the same question for readiness and liveness', () => {
    const containers = workloads(manifests).flatMap(({ manifest, template }) =>
      template.spec.containers.map((container) => ({ manifest, container })),
    );
    for (const { manifest, container } of containers) {
      const { resources, readinessProbe, livenessProbe, startupProbe } = container;
      expect(Object.keys(resources.requests).sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
      expect(
        Object.keys(resources.limits)
          .filter((name) => name !== 'cpu')
          .sort(),
      ).toEqual(['ephemeral-storage', 'memory']);
      expect(resources.limits.memory).toBe(resources.requests.memory);
      if (['Job', 'CronJob'].includes(manifest.kind)) continue;
      expect(startupProbe).toBeDefined();
      expect(question(livenessProbe!)).not.toEqual(question(readinessProbe!));
    }
  });
});

const question = (probe: object): object =>
  Object.fromEntries(Object.entries(probe).filter(([key]) => ['exec', 'tcpSocket', 'httpGet'].includes(key)));

/** Listeners by name, as bound and as advertised. */
function listeners(text: string): Record<'bound' | 'advertised', Record<string, { host: string; port: number }>> {
  const read = (property: string) =>
    Object.fromEntries(
      new RegExp(`^${property}=(.*)$`, 'm')
        .exec(text)![1]!
        .split(',')
        .map((entry) => {
          const [, name, host, port] = /^(\w+):\/\/(.+):(\d+)$/.exec(entry)!;
          return [name!, { host: host!, port: Number(port) }];
        }),
    );
  return { bound: read('listeners'), advertised: read('advertised\\.listeners') };
}
