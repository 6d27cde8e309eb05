import { defineCluster, InvalidClusterError, type ClusterDescription } from '../cluster';
import { containerOf, find, manifestsOf, type Container } from './testing/manifests';

const podOf = (description: ClusterDescription, name = 'broker') =>
  find(manifestsOf(description), 'StatefulSet', name).spec.template!;
const beside = (description: ClusterDescription): Container => {
  const [, readiness, ...others] = podOf(description).spec.containers;
  expect(others).toEqual([]);
  return readiness!;
};
const specOf = (description: ClusterDescription, kind: string, name: string) =>
  find(manifestsOf(description), kind, name).spec;

describe('a broker is ready when it listens and is in sync', () => {
  test('a container of the jobs image beside it, which asks it at its own port for the brokers', () => {
    const { name, image, command, env, ports, readinessProbe, resources } = beside({
      images: { jobs: 'registry.example/jobs:2' },
    });
    expect({ name, image, ports }).toEqual({
      name: 'readiness',
      image: 'registry.example/jobs:2',
      ports: [{ name: 'readiness', containerPort: 19_089 }],
    });
    expect([command![0], command!.at(-1)]).toEqual(['node', '/app/readiness.js']);
    expect(env).toEqual([
      { name: 'BROKER_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'BROKER_ADDRESS', value: '127.0.0.1:19090' },
      { name: 'READINESS_LISTEN', value: '0.0.0.0' },
      { name: 'READINESS_PORT', value: '19089' },
    ]);
    expect(readinessProbe).toMatchObject({ httpGet: { path: '/ready', port: 'readiness' } });
    expect(resources.requests).toEqual({ cpu: '10m', memory: '96Mi', 'ephemeral-storage': '128Mi' });
  });

  test('the broker keeps the probes of its own port', () => {
    const own = containerOf(podOf({}));
    expect(own).toEqual(containerOf(podOf({ readiness: 'listening' })));
    expect(own.readinessProbe).toMatchObject({ tcpSocket: { port: 'internal' } });
  });

  test('kubectl logs and exec go to the broker without a remark, whatever else is annotated', () => {
    expect(podOf({}).metadata.annotations).toEqual({ 'kubectl.kubernetes.io/default-container': 'broker' });
    expect(podOf({ pods: { broker: { annotations: { a: 'b' } } } }).metadata.annotations).toEqual({
      'kubectl.kubernetes.io/default-container': 'broker',
      a: 'b',
    });
    expect(podOf({}, 'zookeeper').metadata.annotations).toBeUndefined();
  });

  test('what is described of the pods is of the broker alone', () => {
    const pod = { env: { TZ: 'UTC' }, imagePullPolicy: 'Always' } as const;
    expect(beside({ pods: { broker: pod } })).toEqual(beside({}));
  });

  test('brokers that are all behind in something are found by clients still, and a drain takes none of them', () => {
    expect(specOf({}, 'Service', 'kafka')).toMatchObject({ publishNotReadyAddresses: true });
    expect(specOf({}, 'PodDisruptionBudget', 'broker')).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'IfHealthyBudget',
    });
    expect(specOf({ brokers: 1 }, 'PodDisruptionBudget', 'broker')).toMatchObject({
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
    expect(specOf({}, 'PodDisruptionBudget', 'zookeeper')).toMatchObject({ unhealthyPodEvictionPolicy: 'AlwaysAllow' });
  });

  test('its image and resources can be others; it has a limit of CPU where the broker has one', () => {
    expect(beside({ images: { readiness: 'registry.example/jobs:1' } }).image).toBe('registry.example/jobs:1');
    expect(beside({ resources: { readiness: { memory: '128Mi' } } }).resources.limits).toEqual({
      memory: '128Mi',
      'ephemeral-storage': '128Mi',
    });
    expect(beside({ resources: { broker: { cpuLimit: '1' } } }).resources.limits).toMatchObject({ cpu: '100m' });
  });
});

test('a broker may be ready as soon as it listens: then there is nothing beside it', () => {
  const description = { readiness: 'listening' } as const;
  expect(podOf(description).spec.containers).toHaveLength(1);
  expect(podOf(description).metadata.annotations).toBeUndefined();
  expect(specOf(description, 'Service', 'kafka')).not.toHaveProperty('publishNotReadyAddresses');
  expect(specOf(description, 'PodDisruptionBudget', 'broker')).toMatchObject({
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  });
});

test('no listener may have its port in the pod', () => {
  const taken = { hostPorts: { brokers: 19_087 } };
  expect(() => defineCluster(taken)).toThrow(InvalidClusterError);
  expect(() => defineCluster(taken)).toThrow(
    /^.*readiness and EXTERNAL of broker 3 both have port 19089 in the pod: change hostPorts\.brokers/ms,
  );
  expect(() => defineCluster({ ...taken, readiness: 'listening' })).not.toThrow();
  expect(() => defineCluster({ ...taken, reachable: { from: 'inside' } })).not.toThrow();
});
