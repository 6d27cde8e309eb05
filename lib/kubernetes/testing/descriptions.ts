import type { ClusterDescription, ConsoleDescription } from '../../cluster';

/**
 * Every option there is: the type lets none be forgotten. Those of the console are of another UI, controllers of KRaft, and a secured
 * cluster has no manifests yet.
 */
const everything: Required<Omit<ClusterDescription, 'console' | 'controllers' | 'security'>> = {
  name: 'orders',
  metadata: 'zookeeper',
  kafka: '3.9.2',
  brokers: 5,
  zookeeper: { replicas: 5, tickTimeMs: 1000, sessionTimeoutMs: 9000 },
  topics: {
    orders: { partitions: 12, replicationFactor: 3, config: { 'cleanup.policy': 'compact' } },
    'orders.dead': {},
  },
  hostPorts: { zookeeper: 3181, brokers: 10091, ui: 8090 },
  storage: { size: '16Gi', zookeeperSize: '2Gi', className: 'fast', retained: false, ephemeral: false },
  resources: {
    broker: { cpu: '1', cpuLimit: '2', memory: '2Gi', heap: '1Gi' },
    zookeeper: { cpu: '200m', cpuLimit: '1', memory: '512Mi', heap: '256Mi' },
    ui: { cpu: '200m', cpuLimit: '1', memory: '1Gi', heap: '512Mi' },
    readiness: { cpu: '20m', cpuLimit: '200m', memory: '128Mi', ephemeralStorage: '256Mi' },
    jobs: { cpu: '200m', cpuLimit: '500m', memory: '256Mi', ephemeralStorage: '512Mi' },
  },
  config: { 'log.retention.hours': 24 },
  names: 'prefixed',
  namespace: 'orders',
  createNamespace: true,
  guard: true,
  readiness: 'in-sync',
  metrics: {
    scrapedBy: { app: 'prometheus' },
    podMonitor: { labels: { release: 'monitoring' } },
    rules: { labels: { release: 'monitoring' }, maxLag: 500 },
    dashboard: { labels: { grafana_dashboard: 'yes' } },
  },
  securityContext: 'platform',
  ui: 'kafka-ui',
  images: {
    kafka: 'registry.example/kafka:3.9.2',
    zookeeper: 'registry.example/zookeeper:3.9.2',
    jobs: 'registry.example/jobs:1.0.0',
    readiness: 'registry.example/jobs:0.9.0',
    ui: 'registry.example/ui:1.5.0',
  },
  pods: {
    all: {
      nodeSelector: { 'kubernetes.io/arch': 'amd64' },
      tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'kafka', effect: 'NoSchedule' }],
      priorityClassName: 'data',
      annotations: { 'linkerd.io/inject': 'disabled' },
      labels: { team: 'orders' },
      env: { TZ: 'UTC' },
      imagePullSecrets: ['registry'],
      imagePullPolicy: 'Always',
    },
    broker: {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['nvme'] }] }],
          },
        },
      },
      env: { AGENT_TOKEN: { secretKeyRef: { name: 'agent', key: 'token' } } },
      volumes: [
        { name: 'certificates', secret: { secretName: 'broker-tls', defaultMode: 0o400 } },
        { name: 'agent', emptyDir: { sizeLimit: '16Mi' } },
      ],
      volumeMounts: [
        { name: 'certificates', mountPath: '/etc/certificates', readOnly: true },
        { name: 'agent', mountPath: '/opt/agent' },
      ],
      initContainers: [
        {
          name: 'fetch-agent',
          image: 'registry.example/agent:1',
          volumeMounts: [{ name: 'agent', mountPath: '/opt/agent' }],
        },
      ],
      sidecars: [
        {
          name: 'exporter',
          image: 'registry.example/exporter:1',
          ports: [{ name: 'metrics', containerPort: 9404 }],
          resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '32Mi' } },
          readinessProbe: { httpGet: { path: '/', port: 'metrics' } },
          securityContext: { runAsUser: 65_532 },
          volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }],
        },
      ],
      terminationGracePeriodSeconds: 300,
    },
    zookeeper: { tolerations: [{ operator: 'Exists' }] },
    ui: { annotations: { team: 'orders' } },
    jobs: { imagePullPolicy: 'Never' },
  },
  services: {
    annotations: { team: 'orders' },
    external: {
      annotations: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' },
      eachAnnotations: [1, 2, 3, 4, 5].map((id) => ({
        'external-dns.alpha.kubernetes.io/hostname': `k${id}.example.com`,
      })),
      loadBalancerClass: 'service.k8s.aws/nlb',
      loadBalancerSourceRanges: ['10.0.0.0/8', '2001:db8::/32'],
    },
  },
  networkPolicies: true,
  jvm: {
    broker: ['-XX:+UseG1GC', '-Xss512k'],
    zookeeper: ['-XX:+UseSerialGC'],
    ui: ['-Dserver.tomcat.threads.max=20'],
  },
  logLevels: { broker: { root: 'WARN', 'kafka.controller': 'DEBUG' }, zookeeper: { 'org.apache.zookeeper': 'INFO' } },
  reachable: { from: 'load-balancer', hosts: ['k1', 'k2', 'k3', 'k4', 'k5'].map((host) => `${host}.example.com`) },
  zones: ['a', 'b', 'c'],
};

const consoleWithEverything: Required<ConsoleDescription> = {
  readOnly: true,
  hosts: ['kafka.example.com', 'kafka.internal'],
  password: { secret: 'console', key: 'token' },
};

/** Clusters that together show everything the manifests can be. */
export const descriptions = {
  'no description at all': {},
  'one broker': { brokers: 1, topics: { test: {} } },
  'three brokers and an ensemble': { zookeeper: { replicas: 3 }, topics: { test: {} } },
  'a namespace': { namespace: 'streaming', topics: { test: {} } },
  'load balancers': { reachable: { from: 'load-balancer', hosts: ['a.example', 'b.example', 'c.example'] } },
  'names of its own': { name: 'orders', names: 'prefixed', topics: { test: {} }, zookeeper: { replicas: 3 } },
  'no way in from outside': { reachable: { from: 'inside' } },
  'nothing to keep and nothing to refuse': {
    storage: { ephemeral: true },
    networkPolicies: false,
    services: { external: { nodePort: 31_091 } },
  },
  'brokers that are ready once they listen': { readiness: 'listening' },
  zones: { zones: ['east', 'west'], brokers: 4 },
  'metrics, for whoever finds them': { metrics: true },
  'no Kafka UI': { ui: 'none', topics: { test: {} } },
  'a console': { ui: 'console', topics: { test: {} } },
  'a console with a password': { ui: 'console', console: consoleWithEverything, namespace: 'streaming' },
  'a quorum of its brokers': { metadata: 'kraft', topics: { test: {} } },
  'a quorum of its one broker': { metadata: 'kraft', brokers: 1, storage: { ephemeral: true } },
  'controllers that are no brokers': {
    metadata: 'kraft',
    controllers: 3,
    name: 'orders',
    names: 'prefixed',
    namespace: 'orders',
    guard: true,
    zones: ['a', 'b', 'c'],
    storage: { controllerSize: '2Gi' },
  },
  'Kafka 4': {
    metadata: 'kraft',
    kafka: '4.3.1',
    controllers: 3,
    brokers: 5,
    networkPolicies: false,
    readiness: 'listening',
    pods: { controller: { tolerations: [{ operator: 'Exists' }] } },
    jvm: { controller: ['-Xss512k'] },
    logLevels: { controller: { root: 'WARN', 'org.apache.kafka.clients': 'DEBUG' } },
  },
  'every option': everything,
} as const satisfies Record<string, ClusterDescription>;
