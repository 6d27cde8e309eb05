import { defineCluster, type ClusterDescription } from '../cluster';
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
    expect(all).toHaveLength(6);
    expect(new Set(all).size).toBe(6);
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
