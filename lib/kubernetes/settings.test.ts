import { defineCluster, type ClusterDescription } from '../cluster';
import { kindConfig } from './kind-config';
import { configOf, containerOf, find, manifestsOf, workloads, type Manifest } from './testing/manifests';

// What namespaces and platforms ask of pods.

const minimal = manifestsOf({ topics: { test: {} } });

describe('a CPU limit', () => {
  const limits = (manifests: readonly Manifest[]) =>
    workloads(manifests).map(({ template }) => containerOf(template).resources.limits.cpu);

  test('is not set unless described', () => expect(new Set(limits(minimal))).toEqual(new Set([undefined])));

  test('is set for every pod, those of Jobs too', () => {
    const one = { cpuLimit: '500m' };
    const resources = { broker: one, zookeeper: one, ui: one, jobs: one };
    expect(new Set(limits(manifestsOf({ topics: { test: {} }, resources })))).toEqual(new Set(['500m']));
  });
});

describe('the security context', () => {
  const contexts = (manifests: readonly Manifest[]) =>
    workloads(manifests).map(({ template }) => template.spec.securityContext);
  const ids = { runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 };

  test('names the user of the images', () => {
    for (const context of contexts(minimal)) expect(context).toMatchObject(ids);
  });

  test('leaves the user to the platform where asked, and stays restricted', () => {
    for (const context of contexts(manifestsOf({ topics: { test: {} }, securityContext: 'platform' }))) {
      expect(context).toEqual({
        runAsNonRoot: true,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      });
    }
  });
});

test.each([[undefined], ['fast'], ['']])('the class %j of the volumes reaches every claim', (className) => {
  const manifests = manifestsOf({ storage: className === undefined ? {} : { className } });
  for (const name of ['broker', 'zookeeper']) {
    expect(find(manifests, 'StatefulSet', name).spec.volumeClaimTemplates).toMatchObject([{ spec: {} }]);
    expect(find(manifests, 'StatefulSet', name).spec.volumeClaimTemplates![0]!.spec.storageClassName).toBe(className);
  }
});

describe('a namespace', () => {
  const objects = (description: ClusterDescription) =>
    manifestsOf(description).filter(({ kind }) => /^(Namespace|Validating)/.test(kind));

  test.each([true, false])('is not written unless asked for, retained %s', (retained) => {
    expect(objects({ namespace: 'streaming', storage: { retained } })).toEqual([]);
  });

  test('comes first where asked for, enforces the restricted standard, and cannot be deleted with the rest', () => {
    const [namespace, policy, binding] = manifestsOf({ namespace: 'streaming', createNamespace: true });
    expect(namespace).toMatchObject({
      kind: 'Namespace',
      metadata: { name: 'streaming', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
    expect(policy!.spec).toMatchObject({
      matchConstraints: {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'streaming' } },
        resourceRules: [{ resources: ['namespaces'], operations: ['DELETE'] }],
      },
      validations: [{ expression: 'false' }],
    });
    expect(binding!.spec).toMatchObject({ policyName: policy!.metadata.name, validationActions: ['Deny'] });
  });

  test('is guarded where asked for, by policies that no other cluster has', () => {
    const names = ([name, namespace]: [string, string]) =>
      objects({ name, namespace, guard: true }).map(({ metadata }) => metadata.name);
    const all = [
      ['a-b', 'c'],
      ['a', 'b-c'],
      ['a', 'c'],
    ].flatMap((each) => [...new Set(names(each as [string, string]))]);
    expect(all).toHaveLength(9);
    expect(new Set(all).size).toBe(9);
  });

  test.each(['default', 'kube-system'])('%s is never made', (namespace) => {
    expect(() => defineCluster({ namespace, createNamespace: true })).toThrow(/createNamespace must be false/);
  });
});

test('twelve brokers without NodePorts have names, files and Services of their own', () => {
  // How many may be described is a rule's; the manifests know no bound.
  const few = defineCluster({ reachable: { from: 'inside' } });
  const brokers = Array.from({ length: 12 }, (_, i) => ({ ...few.brokers[0]!, id: i + 1 }));
  const manifests = manifestsOf({ ...few, brokers });
  expect(find(manifests, 'StatefulSet', 'broker').spec.replicas).toBe(12);
  expect(configOf(manifests, 'broker')['broker-12.properties']).toMatch(
    /^advertised\.listeners=INTERNAL:\/\/broker-12:19090$/m,
  );
  expect(find(manifests, 'Service', 'broker-12').spec.ports).toHaveLength(1);
  expect(manifests.filter(({ metadata }) => metadata.name.endsWith('-external'))).toEqual([]);
});

describe('ephemeral storage', () => {
  const limits = (description: ClusterDescription, name = 'broker') =>
    containerOf(find(manifestsOf(description), 'StatefulSet', name).spec.template!).resources;

  test('of a pod is bounded as described', () => {
    const resources = { broker: { ephemeralStorage: '1Gi' } } as const;
    for (const bound of ['requests', 'limits'] as const) {
      expect(limits({ resources })[bound]['ephemeral-storage']).toBe('1Gi');
      expect(limits({ resources }, 'zookeeper')[bound]['ephemeral-storage']).toBe('256Mi');
    }
  });

  test('holds the data where nothing is to be kept, without a claim', () => {
    const description = { storage: { ephemeral: true, size: '4Gi' } } as const;
    const manifests = manifestsOf(description);
    for (const [name, sizeLimit] of [
      ['broker', '4Gi'],
      ['zookeeper', '1Gi'],
    ] as const) {
      const { spec } = find(manifests, 'StatefulSet', name);
      expect(Object.keys(spec)).not.toContain('volumeClaimTemplates');
      expect(Object.keys(spec)).not.toContain('persistentVolumeClaimRetentionPolicy');
      expect(spec.template!.spec.volumes).toContainEqual({ name: 'data', emptyDir: { sizeLimit } });
    }
    expect(limits(description)).toMatchObject({
      requests: { 'ephemeral-storage': '256Mi' },
      // 4 GiB and 256 MiB.
      limits: { 'ephemeral-storage': '4456448Ki' },
    });
  });
});

describe('Services', () => {
  const reachable = { from: 'load-balancer', hosts: ['a.example', 'b.example'] } as const;
  const services = (description: ClusterDescription) =>
    manifestsOf(description).filter(({ kind }) => kind === 'Service');
  const external = (description: ClusterDescription) =>
    services(description).filter(({ metadata }) => metadata.name.endsWith('-external'));

  test('have no annotations unless described, then those of all, of their sort and their own', () => {
    for (const { metadata } of services({ brokers: 2, reachable })) expect(metadata.annotations).toBeUndefined();
    const annotated: ClusterDescription = {
      brokers: 2,
      reachable,
      services: {
        annotations: { all: '1', host: 'none' },
        external: { annotations: { scheme: 'internal' }, eachAnnotations: [{ host: 'a' }, { host: 'b' }] },
      },
    };
    for (const { metadata } of services(annotated)) expect(metadata.annotations).toMatchObject({ all: '1' });
    expect(find(services(annotated), 'Service', 'kafka').metadata.annotations).toEqual({ all: '1', host: 'none' });
    expect(external(annotated).map(({ metadata }) => metadata.annotations)).toEqual([
      { all: '1', scheme: 'internal', host: 'a' },
      { all: '1', scheme: 'internal', host: 'b' },
    ]);
  });

  test('of load balancers have the described class and ranges', () => {
    const [range] = ['10.0.0.0/8'];
    const described = external({
      brokers: 2,
      reachable,
      services: { external: { loadBalancerClass: 'service.k8s.aws/nlb', loadBalancerSourceRanges: [range] } },
    });
    expect(described).toHaveLength(2);
    for (const { spec } of described) {
      expect(spec).toMatchObject({ loadBalancerClass: 'service.k8s.aws/nlb', loadBalancerSourceRanges: [range] });
    }
  });

  test('have NodePorts from the described one on, and kind maps those', () => {
    const description = { brokers: 2, services: { external: { nodePort: 32_001 } } };
    expect(external(description).map(({ spec }) => spec!.ports![0]!.nodePort)).toEqual([32_001, 32_002]);
    expect(kindConfig(defineCluster(description)).match(/(?<=containerPort: )\d+/g)).toEqual(['32001', '32002']);
  });
});

test('without network policies no pod has one, and all else is as before', () => {
  const topics = { test: {} };
  const others = manifestsOf({ topics }).filter(({ kind }) => kind !== 'NetworkPolicy');
  const isFact = ({ kind, metadata }: Manifest) => ({ kind, name: metadata.name });
  expect(manifestsOf({ topics, networkPolicies: false }).map(isFact)).toEqual(others.map(isFact));
});
