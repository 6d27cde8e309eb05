import { defineCluster, type ClusterDescription } from '../cluster';
import { configOf, containerOf, find, manifestsOf } from './testing/manifests';
import { connects } from './testing/policies';

const podOf = (description: ClusterDescription) =>
  find(manifestsOf(description), 'StatefulSet', 'broker').spec.template!;
const variable = (description: ClusterDescription, name: string) =>
  containerOf(podOf(description)).env.find((each) => each.name === name)?.value;
const METRICS = { metrics: true } as const;
const OPERATOR = ['PodMonitor', 'PrometheusRule'];

describe('metrics of brokers', () => {
  test('nothing is told that was not asked for', () => {
    expect(podOf({}).spec.initContainers).toBeUndefined();
    expect(podOf({ metrics: false })).toEqual(podOf({}));
    expect(configOf(manifestsOf({}), 'broker')).not.toHaveProperty(['metrics.yml']);
  });

  test('the agent is started with the broker alone, never with a tool in its pod', () => {
    expect(variable(METRICS, 'EXTRA_ARGS')).toBe(
      '-name kafkaServer -javaagent:/opt/metrics/metrics-agent.jar=19088:/etc/kafka/cluster/metrics.yml',
    );
    expect(variable({ ...METRICS, jvm: { broker: ['-Xss512k'] } }, 'KAFKA_OPTS')).toBe('-Xss512k');
    expect(configOf(manifestsOf(METRICS), 'broker')['metrics.yml']).toContain('"cluster": "kafka"');
  });

  test('its jar comes from the image that stands beside the broker, after what is described', () => {
    const described = { initContainers: [{ name: 'mine', image: 'registry.example/mine:1' }] };
    const [mine, ours] = podOf({
      ...METRICS,
      images: { readiness: 'registry.example/jobs:7' },
      pods: { broker: described },
    }).spec.initContainers!;
    expect([mine!.name, ours!.name, ours!.image]).toEqual(['mine', 'metrics-agent', 'registry.example/jobs:7']);
    expect(ours!.volumeMounts).toContainEqual({ name: 'metrics-agent', mountPath: '/opt/metrics' });
  });

  test('Prometheus reaches what it asks, wherever it is, and nothing else', () => {
    const to = podOf(METRICS).metadata.labels;
    const manifests = manifestsOf({ ...METRICS, reachable: { from: 'inside' } });
    const prometheus = { 'app.kubernetes.io/name': 'prometheus' };
    const ingress = find(manifests, 'NetworkPolicy', 'kafka-broker').spec.ingress!;
    expect(ingress.at(-1)).toMatchObject({
      from: [{ namespaceSelector: {}, podSelector: { matchLabels: prometheus } }],
      ports: [{ port: 19_088 }, { port: 19_089 }],
    });
    expect(connects(manifestsOf({}), prometheus, to, 19_088)).toBe(false);
  });

  test('no listener may have the port of the agent', () => {
    expect(() => defineCluster({ ...METRICS, hostPorts: { brokers: 12_000 } })).not.toThrow();
    expect(() => defineCluster({ ...METRICS, hostPorts: { brokers: 12_766 } })).toThrow(
      /hostPorts\.brokers must be 1024 to 12665, as the port of broker 3 metrics is 20102 above it, but it is 12766/,
    );
  });
});

describe('who looks at them', () => {
  const objects = (metrics: ClusterDescription['metrics']) =>
    manifestsOf({ metrics: metrics! }).filter(({ kind }) => OPERATOR.includes(kind));

  test('is not told by objects that Kubernetes does not know, unless they are described', () => {
    expect(objects(true)).toEqual([]);
  });

  test('a PodMonitor of the ports that tell, found by the described labels', () => {
    const [monitor] = objects({ podMonitor: { labels: { release: 'monitoring' } } });
    expect(monitor!.metadata.labels).toMatchObject({ release: 'monitoring', 'app.kubernetes.io/instance': 'kafka' });
    const { containers, initContainers } = podOf(METRICS).spec;
    const ports = [...containers, ...initContainers!].flatMap((each) => each.ports ?? []).map(({ name }) => name);
    const spec = monitor!.spec as unknown as { podMetricsEndpoints: { port: string; path: string }[] };
    expect(spec.podMetricsEndpoints).toEqual([
      { port: 'broker-metrics', path: '/metrics' },
      { port: 'readiness', path: '/metrics' },
    ]);
    for (const { port } of spec.podMetricsEndpoints) expect(ports).toContain(port);
  });

  test('rules whose thresholds are those of the description', () => {
    const [rules] = manifestsOf({
      brokers: 5,
      storage: { size: '10Gi' },
      metrics: { rules: { maxLag: 7 } },
    }).filter(({ kind }) => OPERATOR.includes(kind));
    const text = JSON.stringify(rules);
    expect(text).toContain(' < 5 or absent(');
    expect(text).toContain(`> ${0.8 * 10 * 2 ** 30}`);
    expect(text).toContain('kafka_consumergroup_lag_sum{cluster=\\"kafka\\"} > 7');
  });

  test("a dashboard where Grafana's chart looks for it", () => {
    const map = find(manifestsOf({ metrics: { dashboard: true } }), 'ConfigMap', 'kafka-broker-dashboard');
    expect(map.metadata.labels).toMatchObject({ grafana_dashboard: '1' });
    expect(JSON.parse(map.data!['kafka-kafka.json']!)).toMatchObject({ title: 'Kafka kafka', schemaVersion: 39 });
  });
});
