import type { ClusterDescription } from '../../cluster';

/** Every option there is: the type lets none be forgotten. */
const everything: Required<ClusterDescription> = {
  name: 'orders',
  metadata: 'zookeeper',
  brokers: 5,
  zookeeper: { replicas: 5, tickTimeMs: 1000, sessionTimeoutMs: 9000 },
  topics: {
    orders: { partitions: 12, replicationFactor: 3, config: { 'cleanup.policy': 'compact' } },
    'orders.dead': {},
  },
  hostPorts: { zookeeper: 3181, brokers: 10091, ui: 8090 },
  storage: { size: '16Gi', zookeeperSize: '2Gi', className: 'fast', retained: false },
  resources: {
    broker: { cpu: '1', cpuLimit: '2', memory: '2Gi', heap: '1Gi' },
    zookeeper: { cpu: '200m', cpuLimit: '1', memory: '512Mi', heap: '256Mi' },
    ui: { cpu: '200m', cpuLimit: '1', memory: '1Gi', heap: '512Mi' },
    jobs: { cpu: '200m', cpuLimit: '500m', memory: '256Mi' },
  },
  config: { 'log.retention.hours': 24 },
  namespace: 'orders',
  createNamespace: true,
  guard: true,
  securityContext: 'platform',
  images: {
    kafka: 'registry.example/kafka:3.9.2',
    zookeeper: 'registry.example/zookeeper:3.9.2',
    jobs: 'registry.example/jobs:1.0.0',
    ui: 'registry.example/ui:1.5.0',
  },
  reachable: { from: 'load-balancer', hosts: ['k1', 'k2', 'k3', 'k4', 'k5'].map((host) => `${host}.example.com`) },
  zones: ['a', 'b', 'c'],
};

/** Clusters that together show everything the manifests can be. */
export const descriptions = {
  'no description at all': {},
  'one broker': { brokers: 1, topics: { test: {} } },
  'three brokers and an ensemble': { zookeeper: { replicas: 3 }, topics: { test: {} } },
  'a namespace': { namespace: 'streaming', topics: { test: {} } },
  'load balancers': { reachable: { from: 'load-balancer', hosts: ['a.example', 'b.example', 'c.example'] } },
  'no way in from outside': { reachable: { from: 'inside' } },
  zones: { zones: ['east', 'west'], brokers: 4 },
  'every option': everything,
} as const satisfies Record<string, ClusterDescription>;
