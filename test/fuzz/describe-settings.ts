import type { ClusterDescription, PodDescription } from '../../lib/cluster';
import type { Random } from './random';

const TEXTS = ['a', 'no', '1e3', '007', 'null', 'A-b_c.d', '2001-01-01', ''];
const KEYS = ['team', 'a.example/b', 'no', '1e3', 'disk-type', 'x'.repeat(63)];
const VALUES = ['', 'a b', '"', '$(HOME)', '${X}', 'ü', '1_000', 'yes', '- a\n- b\n', '{}', '#'];
const FLAGS = ['-XX:+UseG1GC', '-Xss512k', '-Dfile.encoding=UTF-8', '--add-opens=java.base/java.nio=ALL-UNNAMED'];
const LOGGERS = ['root', 'kafka.controller', 'org.apache.kafka', 'kafka.server.KafkaServer', 'state.change.logger'];
const RANGES = ['10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '::/0'];

/** Settings of pods, Services and JVMs that somebody might want. */
export function settings(random: Random, brokers: number): Partial<ClusterDescription> {
  const maybe = <Value>(make: () => Value): Value | undefined => (random.chance(0.3) ? make() : undefined);
  const map = (keys: readonly string[], values: readonly string[]) =>
    Object.fromEntries(random.some(keys, 0.3).map((key) => [key, random.pick(values)]));
  const external = () => ({
    annotations: maybe(() => map(KEYS, VALUES)),
    eachAnnotations: maybe(() => Array.from({ length: brokers }, () => map(KEYS, VALUES))),
    loadBalancerClass: random.chance(0.1) ? random.pick(['internal', 'service.k8s.aws/nlb']) : undefined,
    loadBalancerSourceRanges: random.chance(0.1) ? random.some(RANGES, 0.5) : undefined,
    nodePort: random.chance(0.2) ? random.pick([30_000, 31_091, 32_759]) : undefined,
  });
  return {
    pods: maybe(() => ({
      all: maybe(() => pod(random)),
      broker: maybe(() => pod(random)),
      zookeeper: maybe(() => pod(random)),
      ui: maybe(() => pod(random)),
      jobs: maybe(() => pod(random)),
    })),
    services: maybe(() => ({ annotations: maybe(() => map(KEYS, VALUES)), external: maybe(external) })),
    ...ui(random),
    networkPolicies: maybe(() => random.chance(0.5)),
    readiness: maybe(() => random.pick(['in-sync', 'listening'] as const)),
    jvm: maybe(() => ({ broker: random.some(FLAGS, 0.4), zookeeper: random.some(FLAGS, 0.4), ui: [] })),
    logLevels: maybe(() => ({
      broker: map(LOGGERS, ['OFF', 'WARN', 'TRACE']),
      zookeeper: map(LOGGERS, ['ERROR', 'ALL']),
    })),
    names: maybe(() => random.pick(['plain', 'prefixed'] as const)),
  } as Partial<ClusterDescription>;
}

/** Most have the one by default, whose fields others do not have. */
function ui(random: Random): Pick<ClusterDescription, 'ui' | 'console'> {
  const chosen = random.pick(['kafka-ui', 'kafka-ui', 'console', 'none'] as const);
  if (chosen !== 'console') return { ui: chosen };
  const password = {
    secret: random.pick(['console', 'a.b-c', '007', 'null', '1e3']),
    key: random.pick(['password', '1e3', '.a_b']),
  };
  return {
    ui: chosen,
    console: {
      readOnly: random.chance(0.5),
      hosts: random.some(['kafka.example.com', 'on', '1e3', '0x1f'], 0.3),
      ...(random.chance(0.8) ? { password } : {}),
    },
  };
}

function pod(random: Random): PodDescription {
  const maybe = <Value>(make: () => Value): Value | undefined => (random.chance(0.4) ? make() : undefined);
  const map = (keys: readonly string[], values: readonly string[]) =>
    Object.fromEntries(random.some(keys, 0.4).map((key) => [key, random.pick(values)]));
  const mounts = [{ name: 'tls', mountPath: '/etc/tls', readOnly: true, subPath: random.pick(['a', '1e3']) }];
  const container = (name: string) => ({
    name,
    image: 'registry.example/a:1',
    args: random.some(VALUES, 0.3),
    env: [{ name: 'A', value: random.pick(VALUES) }],
    resources: { limits: { cpu: random.pick(['100m', 0.5, '1e3']), memory: '32Mi' } },
    volumeMounts: mounts,
  });
  return {
    nodeSelector: maybe(() => map(KEYS, TEXTS)),
    tolerations: maybe(() => [
      random.pick([
        { operator: 'Exists' as const },
        { key: random.pick(KEYS), value: random.pick(TEXTS), effect: 'NoSchedule' as const },
        { key: 'a', operator: 'Exists' as const, effect: 'NoExecute' as const, tolerationSeconds: 60 },
      ]),
    ]),
    affinity: maybe(() => ({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'disk', operator: 'In' as const, values: TEXTS.slice(0, 3) }] },
          ],
        },
      },
    })),
    priorityClassName: maybe(() => random.pick(['data', '1e3', 'a.b'])),
    annotations: maybe(() => map(KEYS, VALUES)),
    labels: maybe(() => map(KEYS, TEXTS)),
    env: maybe(() => map(['TZ', '_a', 'NO', 'X1'], VALUES)),
    volumes: [{ name: 'tls', secret: { secretName: random.pick(['tls', '1e3']), defaultMode: 0o400 } }],
    volumeMounts: maybe(() => mounts),
    initContainers: maybe(() => [container('first')]),
    sidecars: maybe(() => [container('agent'), container('007')]),
    imagePullSecrets: maybe(() => ['registry', '1e3']),
    imagePullPolicy: maybe(() => random.pick(['Always', 'Never'] as const)),
    terminationGracePeriodSeconds: maybe(() => random.integer(1, 600)),
  } as PodDescription;
}
