import type { ClusterDescription } from '../description';
import { resolve } from '../resolve';
import type { Size } from '../units';
import { ruleset } from './index';

type RuleName = keyof typeof ruleset;

const faultsOf = (rule: RuleName, description: ClusterDescription) => [...ruleset[rule](resolve(description))];
const broker = (resources: object): ClusterDescription => ({ resources: { broker: resources } });
const zookeeper = (described: object): ClusterDescription => ({ zookeeper: described });
const config = (name: string, value: unknown, others: object = {}) =>
  ({ config: { [name]: value, ...others } }) as ClusterDescription;
const topic = (described: object): ClusterDescription => ({ topics: { orders: described } });
const external = (described: object, others: ClusterDescription = {}): ClusterDescription => ({
  ...others,
  services: { external: described },
});
const behind = (...hosts: string[]): ClusterDescription => ({
  brokers: hosts.length,
  reachable: { from: 'load-balancer', hosts },
});
const alone = (port: number, described: ClusterDescription = {}): ClusterDescription => ({
  ...described,
  brokers: 1,
  hostPorts: { brokers: port },
});
const all = (pod: object): ClusterDescription => ({ pods: { all: pod } });
const sized = (field: string, size: string): ClusterDescription => ({ storage: { [field]: size as Size } });
const kraft = (described: ClusterDescription): ClusterDescription => ({ metadata: 'kraft', ...described });
const as = (name: string, described: ClusterDescription = {}): ClusterDescription => ({
  name,
  names: 'prefixed',
  ...described,
});

/** What a rule refuses, and what stands right beside it and is legal. */
const bounds: readonly (readonly [RuleName, ClusterDescription, ClusterDescription])[] = [
  ['clusterName', { name: 'k'.repeat(50) }, { name: 'k'.repeat(49) }],
  ['clusterName', { name: '-a' }, { name: 'a-1' }],
  ['clusterName', { name: 'a-' }, { name: '1' }],
  ['namespaceName', { namespace: 'n'.repeat(64) }, { namespace: 'n'.repeat(63) }],
  ['prefixedNames', as('k'.repeat(43)), as('k'.repeat(42))],
  ['prefixedNames', as('k'.repeat(43), { metadata: 'kraft' }), as('k'.repeat(42), { metadata: 'kraft' })],
  ['prefixedNames', as('k'.repeat(42), kraft({ controllers: 3 })), as('k'.repeat(41), kraft({ controllers: 3 }))],
  ['prefixedNames', as('1a'), as('a1')],
  ['zoneNames', { zones: ['z'.repeat(64)] }, { zones: ['z'.repeat(63)] }],
  ['zoneNames', { zones: ['a.'] }, { zones: ['a.b'] }],
  ['zoneNames', { zones: ['_a'] }, { zones: ['a_b'] }],
  [
    'storageClassName',
    sized('className', `${'a'.repeat(63)}.`.repeat(3) + 'a'.repeat(62)),
    sized('className', `${'a'.repeat(63)}.`.repeat(3) + 'a'.repeat(61)),
  ],
  ['storageClassName', sized('className', 'a..b'), sized('className', 'a.b')],
  [
    'createdNamespace',
    { createNamespace: true, namespace: 'kube-x' },
    { createNamespace: true, namespace: 'kubernetes' },
  ],
  ['createdNamespace', { createNamespace: true }, { namespace: 'default' }],
  ['guardedNamespace', { guard: true }, { guard: true, namespace: 'default' }],
  ['cpuLimits', broker({ cpu: '1', cpuLimit: '999m' }), broker({ cpu: '1', cpuLimit: '1000m' })],
  ['cpuLimits', broker({ cpu: '250m', cpuLimit: '0.2' }), broker({ cpu: '250m', cpuLimit: '0.25' })],
  ['cpuLimits', broker({ cpuLimit: '0' }), broker({ cpuLimit: '2' })],
  ['cpuLimits', broker({ cpuLimit: '1.2345' }), broker({ cpuLimit: '1.234' })],
  ['cpuLimits', broker({ cpuLimit: 'x1' }), broker({ cpuLimit: '12' })],
  ['cpuLimits', broker({ cpuLimit: '1x' }), broker({ cpuLimit: '1200m' })],
  ['sessionTimeout', zookeeper({ sessionTimeoutMs: 3999 }), zookeeper({ sessionTimeoutMs: 4000 })],
  ['sessionTimeout', zookeeper({ sessionTimeoutMs: 40_001 }), zookeeper({ sessionTimeoutMs: 40_000 })],
  [
    'sessionTimeout',
    zookeeper({ tickTimeMs: 100, sessionTimeoutMs: 999 }),
    zookeeper({ tickTimeMs: 100, sessionTimeoutMs: 1000 }),
  ],
  [
    'sessionTimeout',
    zookeeper({ tickTimeMs: 99, sessionTimeoutMs: 1000 }),
    zookeeper({ tickTimeMs: 100, sessionTimeoutMs: 2000 }),
  ],
  [
    'sessionTimeout',
    zookeeper({ tickTimeMs: 60_001, sessionTimeoutMs: 200_000 }),
    zookeeper({ tickTimeMs: 60_000, sessionTimeoutMs: 200_000 }),
  ],
  ['heapBelowLimit', broker({ memory: '400Mi', heap: '301Mi' }), broker({ memory: '400Mi', heap: '300Mi' })],
  [
    'heapBelowLimit',
    { resources: { ui: { memory: '512Mi', heap: '500Mi' } } },
    { ui: 'none', resources: { ui: { memory: '512Mi', heap: '500Mi' } } },
  ],
  [
    'heapBelowLimit',
    { resources: { zookeeper: { memory: '256Mi', heap: '250Mi' } } },
    kraft({ resources: { zookeeper: { memory: '256Mi', heap: '250Mi' } } }),
  ],
  ['enoughMemory', broker({ memory: '640Mi', heap: '63Mi' }), broker({ memory: '640Mi', heap: '64Mi' })],
  ['enoughMemory', broker({ memory: '175Mi', heap: '64Mi' }), broker({ memory: '176Mi', heap: '64Mi' })],
  [
    'enoughMemory',
    { resources: { zookeeper: { memory: '256Mi', heap: '15Mi' } } },
    { resources: { zookeeper: { memory: '256Mi', heap: '16Mi' } } },
  ],
  [
    'enoughMemory',
    { resources: { zookeeper: { memory: '127Mi', heap: '16Mi' } } },
    { resources: { zookeeper: { memory: '128Mi', heap: '16Mi' } } },
  ],
  [
    'enoughMemory',
    kraft({ controllers: 3, resources: { controller: { memory: '256Mi', heap: '47Mi' } } }),
    kraft({ controllers: 3, resources: { controller: { memory: '256Mi', heap: '48Mi' } } }),
  ],
  [
    'enoughMemory',
    kraft({ controllers: 3, resources: { controller: { memory: '175Mi', heap: '48Mi' } } }),
    kraft({ controllers: 3, resources: { controller: { memory: '176Mi', heap: '48Mi' } } }),
  ],
  [
    'enoughMemory',
    { resources: { ui: { memory: '512Mi', heap: '95Mi' } } },
    { resources: { ui: { memory: '512Mi', heap: '96Mi' } } },
  ],
  [
    'enoughMemory',
    { resources: { ui: { memory: '255Mi', heap: '96Mi' } } },
    { resources: { ui: { memory: '256Mi', heap: '96Mi' } } },
  ],
  ['enoughMemory', { resources: { jobs: { memory: '95Mi' } } }, { resources: { jobs: { memory: '96Mi' } } }],
  ['enoughMemory', { resources: { readiness: { memory: '95Mi' } } }, { resources: { readiness: { memory: '96Mi' } } }],
  [
    'enoughMemory',
    { ui: 'console', resources: { ui: { memory: '95Mi' } } },
    { ui: 'none', resources: { ui: { memory: '95Mi' } } },
  ],
  ['enoughEphemeralStorage', broker({ ephemeralStorage: '127Mi' }), broker({ ephemeralStorage: '128Mi' })],
  ['legalPorts', { brokers: 1, hostPorts: { brokers: 22_768 } }, { brokers: 1, hostPorts: { brokers: 22_767 } }],
  ['legalPorts', { hostPorts: { brokers: 22_766 } }, { hostPorts: { brokers: 22_765 } }],
  ['legalPorts', { hostPorts: { brokers: 1023 } }, { hostPorts: { brokers: 1024 } }],
  ['legalPorts', { hostPorts: { ui: 1023 } }, { hostPorts: { ui: 1024 } }],
  ['legalPorts', { hostPorts: { ui: 32_768 } }, { hostPorts: { ui: 32_767 } }],
  ['legalPorts', { hostPorts: { zookeeper: 32_768 } }, { hostPorts: { zookeeper: 32_767 } }],
  ['distinctPodPorts', alone(19_090), alone(19_091)],
  ['distinctPodPorts', alone(19_089), alone(19_089, { readiness: 'listening' })],
  ['distinctPodPorts', alone(19_088, { metrics: true }), alone(19_088)],
  ['distinctPorts', { hostPorts: { ui: 19_093 } }, { hostPorts: { ui: 19_094 } }],
  ['distinctPorts', { hostPorts: { zookeeper: 9093 } }, { hostPorts: { zookeeper: 9094 } }],
  ['brokersOnKind', { brokers: 10 }, { brokers: 9 }],
  ['kafkaOfMetadata', { kafka: '4.3.1' }, kraft({ kafka: '4.3.1' })],
  ['combinedBrokers', kraft({ brokers: 4 }), kraft({ brokers: 4, controllers: 1 })],
  ['fieldsOfMetadata', { controllers: 3 }, kraft({ controllers: 3 })],
  ...(['storage', 'resources', 'pods', 'jvm', 'logLevels', 'images'] as const).map((field) => {
    const described = { storage: { zookeeperSize: '2Gi' }, images: { zookeeper: 'a:1' } }[field as string] ?? {
      zookeeper: {},
    };
    return ['fieldsOfMetadata', kraft({ [field]: described }), { [field]: described }] as const;
  }),
  ...(['storage', 'resources', 'pods', 'jvm', 'logLevels'] as const).map((field) => {
    const described = field === 'storage' ? { controllerSize: '2Gi' } : { controller: {} };
    return ['fieldsOfMetadata', kraft({ [field]: described }), kraft({ controllers: 3, [field]: described })] as const;
  }),
  ['fieldsOfReadiness', { readiness: 'listening', resources: { readiness: {} } }, { resources: { readiness: {} } }],
  ['metricsLag', { metrics: { rules: { maxLag: 0 } } }, { metrics: { rules: { maxLag: 1 } } }],
  ['metricsBeside', { metrics: true, readiness: 'listening' }, { readiness: 'listening' }],
  ['metricsBeside', { metrics: true, readiness: 'listening' }, { metrics: true }],
  ['metricsOfControllers', kraft({ metrics: true, controllers: 1 }), kraft({ metrics: true })],
  // Controllers beside ZooKeeper are refused for that alone.
  ['metricsOfControllers', kraft({ metrics: true, controllers: 1 }), { metrics: true, controllers: 1 }],
  ...(['podMonitor', 'rules', 'dashboard'] as const).map(
    (field) =>
      [
        'metricsLabels',
        { metrics: { [field]: { labels: { a: 'b c' } } } },
        { metrics: { [field]: { labels: { a: 'b' } } } },
      ] as const,
  ),
  ['metricsLabels', { metrics: { scrapedBy: { 'a/b/c': '' } } }, { metrics: { scrapedBy: { 'a/b': '' } } }],
  ['metricsOfSecured', { metrics: true, security: {} }, { metrics: true, security: 'none' }],
  ['replicationFactors', topic({ replicationFactor: 0 }), topic({ replicationFactor: 1 })],
  ['replicationFactors', topic({ replicationFactor: 4 }), topic({ replicationFactor: 3 })],
  [
    'replicationFactors',
    config('transaction.state.log.replication.factor', 4),
    config('transaction.state.log.replication.factor', 3),
  ],
  ['replicationFactors', config('default.replication.factor', 0), config('default.replication.factor', 1)],
  [
    'minInSyncBelowFactor',
    topic({ config: { 'min.insync.replicas': 0 } }),
    topic({ config: { 'min.insync.replicas': 1 } }),
  ],
  ['minInSyncBelowFactor', config('transaction.state.log.min.isr', 3), config('transaction.state.log.min.isr', 2)],
  ['minInSyncBelowFactor', config('min.insync.replicas', 3), config('min.insync.replicas', 2)],
  ['topicNames', { topics: { __consumer: {} } }, { topics: { _consumer: {} } }],
  ['topicCollisions', { topics: { 'a.b.c': {}, a_b_c: {} } }, { topics: { 'a.b.c': {}, abc: {} } }],
  ['partitionCounts', topic({ partitions: 10_001 }), topic({ partitions: 10_000 })],
  ['partitionCounts', topic({ partitions: 0 }), topic({ partitions: 1 })],
  ['storageSizes', sized('size', '255Mi'), sized('size', '256Mi')],
  ['storageSizes', sized('zookeeperSize', '63Mi'), sized('zookeeperSize', '64Mi')],
  ['storageSizes', sized('controllerSize', '255Mi'), sized('controllerSize', '256Mi')],
  // Two of three replicas of each broker: 3 partitions, bound and segment.
  [
    'retentionFits',
    {
      storage: { size: '10Gi' },
      ...topic({ config: { 'retention.bytes': 2 * 2 ** 30 + 1, 'segment.bytes': 2 ** 30 } }),
    },
    { storage: { size: '10Gi' }, ...topic({ config: { 'retention.bytes': 2 * 2 ** 30, 'segment.bytes': 2 ** 30 } }) },
  ],
  [
    'retentionFits',
    { ...config('log.retention.bytes', 2 ** 40), ...topic({}) },
    { ...config('log.retention.bytes', -1), ...topic({}) },
  ],
  [
    'retentionFits',
    { ...config('log.retention.bytes', 2 ** 40), ...topic({ config: { 'cleanup.policy': 'compact,delete' } }) },
    { ...config('log.retention.bytes', 2 ** 40, { 'log.cleanup.policy': 'compact' }), ...topic({}) },
  ],
  ['loadBalancerHosts', behind('a', 'A'), behind('a', 'b')],
  ['loadBalancerHosts', behind('1.2'), behind('1a.b', 'a.1')],
  ['loadBalancerHosts', { ...behind('a'), brokers: 2 }, behind('a', 'b', 'c')],
  ['loadBalancerHosts', behind('0:0:0:0:0:0:0:0'), behind('::1')],
  [
    'loadBalancerHosts',
    behind(`${'a'.repeat(63)}.`.repeat(3) + 'a'.repeat(62)),
    behind(`${'a'.repeat(63)}.`.repeat(3) + 'a'.repeat(61)),
  ],
  ['loadBalancerHosts', behind('a.-b'), behind('a.b-c')],
  ['loadBalancerHosts', behind('a-.b'), behind('a-b.c')],
  ['serviceAnnotations', { services: { annotations: { 'a b': '' } } }, { services: { annotations: { 'a/b': '' } } }],
  ['serviceAnnotations', external({ annotations: { 'a b': '' } }), external({ annotations: { ab: '' } })],
  [
    'serviceAnnotations',
    external({ eachAnnotations: [{ 'a b': '' }, {}, {}] }),
    external({ eachAnnotations: [{ a: '' }, {}, {}] }),
  ],
  ['servicesOfType', external({ nodePort: 30_100 }, { reachable: { from: 'inside' } }), external({ nodePort: 30_100 })],
  [
    'servicesOfType',
    external({ loadBalancerSourceRanges: [] }),
    external({ loadBalancerSourceRanges: [] }, behind('a')),
  ],
  ['servicesOfType', external({ annotations: {} }, { reachable: { from: 'inside' } }), external({ annotations: {} })],
  [
    'servicesOfType',
    external({ eachAnnotations: [] }, { reachable: { from: 'inside' } }),
    external({}, { reachable: { from: 'inside' } }),
  ],
  ['nodePorts', external({ nodePort: 29_999 }), external({ nodePort: 30_000 })],
  ['nodePorts', external({ nodePort: 32_766 }), external({ nodePort: 32_765 })],
  ['loadBalancers', external({ loadBalancerClass: 'a b' }), external({ loadBalancerClass: 'service.k8s.aws/nlb' })],
  ...[
    ['10.0.0.0/33', '10.0.0.0/32'],
    ['2001:db8::/129', '2001:db8::/128'],
    ['10.0.0/8', '10.0.0.0/0'],
    ['10.0.0.0', '10.0.0.0/8'],
    ['10.0.0.0/8/8', '::/0'],
    ['x10.0.0.0/8', '::1/12'],
  ].map(
    ([refused, legal]) =>
      [
        'loadBalancers',
        external({ loadBalancerSourceRanges: [refused!] }),
        external({ loadBalancerSourceRanges: [legal!] }),
      ] as const,
  ),
  ['gracePeriods', all({ terminationGracePeriodSeconds: 0 }), all({ terminationGracePeriodSeconds: 1 })],
  ['gracePeriods', all({ terminationGracePeriodSeconds: 86_401 }), all({ terminationGracePeriodSeconds: 86_400 })],
  ['podAnnotations', all({ annotations: { a: 'ä'.repeat(50_000) } }), all({ annotations: { a: 'x'.repeat(99_999) } })],
  ['podReferences', all({ priorityClassName: 'a_b' }), all({ priorityClassName: 'a.b' })],
  [
    'podTolerations',
    all({ tolerations: [{ key: 'a b', operator: 'Exists' }] }),
    all({ tolerations: [{ key: 'a/b', operator: 'Exists' }] }),
  ],
  [
    'podTolerations',
    all({ tolerations: [{ key: 'a', value: 'b c' }] }),
    all({ tolerations: [{ key: 'a', value: 'b' }] }),
  ],
  [
    'podTolerations',
    all({ tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 1 }] }),
    all({ tolerations: [{ key: 'a', effect: 'NoExecute', tolerationSeconds: 1 }] }),
  ],
  ...[
    'statefulset.kubernetes.io/pod-name',
    'apps.kubernetes.io/pod-index',
    'batch.kubernetes.io/job-name',
    'topology.kubernetes.io/zone',
    'controller-revision-hash',
    'pod-template-hash',
    'controller-uid',
    'job-name',
  ].map((label) => ['podLabels', all({ labels: { [label]: 'a' } }), all({ labels: { [`x-${label}`]: 'a' } })] as const),
  [
    'podLabels',
    all({ labels: { 'job-name': '' } }),
    all({ labels: { 'job-names': '' }, nodeSelector: { 'job-name': '' } }),
  ],
  ['podLabels', all({ nodeSelector: { a: 'b c' } }), all({ nodeSelector: { a: '' } })],
  [
    'podContainers',
    all({ sidecars: [{ name: 'a', image: 'a:1', securityContext: { runAsUser: 0 } }] }),
    all({ sidecars: [{ name: 'a', image: 'a:1', securityContext: { runAsUser: 1 } }] }),
  ],
  ['podContainers', all({ sidecars: [{ name: 'A', image: 'a:1' }] }), all({ sidecars: [{ name: 'a', image: 'a:1' }] })],
  [
    'podContainers',
    all({
      sidecars: [
        { name: 'a', image: 'a:1', env: [{ name: 'X', value: '', valueFrom: { fieldRef: { fieldPath: 'a' } } }] },
      ],
    }),
    all({ sidecars: [{ name: 'a', image: 'a:1', env: [{ name: 'X', valueFrom: { fieldRef: { fieldPath: 'a' } } }] }] }),
  ],
  [
    'podContainers',
    all({ sidecars: [{ name: 'a', image: 'a:1', env: [{ name: 'X', valueFrom: {} }] }] }),
    all({ sidecars: [{ name: 'a', image: 'a:1', env: [{ name: 'X', value: '' }] }] }),
  ],
  [
    'podMounts',
    all({ volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/tmp/a' }] }),
    all({ volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/tmp1' }] }),
  ],
  [
    'podMounts',
    all({ volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/a:b' }] }),
    all({ volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/a-b' }] }),
  ],
  [
    'podMounts',
    all({ volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: 'a' }] }),
    all({ volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath: '/a' }] }),
  ],
  [
    'podMounts',
    all({
      volumes: [{ name: 'a', emptyDir: {} }],
      volumeMounts: [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '/a' },
      ],
    }),
    all({
      volumes: [{ name: 'a', emptyDir: {} }],
      volumeMounts: [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '/b' },
      ],
    }),
  ],
  [
    'podMounts',
    {
      pods: { jobs: { sidecars: [{ name: 'a', image: 'a:1', volumeMounts: [{ name: 'topics', mountPath: '/a' }] }] } },
    },
    { pods: { jobs: { sidecars: [{ name: 'a', image: 'a:1', volumeMounts: [{ name: 'tmp', mountPath: '/a' }] }] } } },
  ],
  [
    'podMounts',
    {
      pods: { ui: { sidecars: [{ name: 'a', image: 'a:1', volumeMounts: [{ name: 'password', mountPath: '/a' }] }] } },
    },
    {
      pods: { all: { volumes: [{ name: 'v', emptyDir: {} }] }, ui: { volumeMounts: [{ name: 'v', mountPath: '/a' }] } },
    },
  ],
  [
    'loggerNames',
    { logLevels: { broker: { '1a': 'INFO' } } },
    { logLevels: { broker: { root: 'INFO', 'kafka.log-cleaner': 'INFO', _a$: 'INFO' } } },
  ],
  ['loggerNames', { logLevels: { broker: { 'a.': 'INFO' } } }, { logLevels: { broker: { 'a.b': 'INFO' } } }],
  [
    'jvmFlags',
    { jvm: { broker: ['-XX:+UseG1GC', '-XX:+UseZGC'] } },
    { jvm: { broker: ['-XX:+UseG1GC', '-XX:+UseG1GC', '-XX:+UseStringDeduplication'] } },
  ],
  ...[
    '-XX:MaxHeapSize=1g',
    '-XX:InitialRAMPercentage=50',
    '-XX:MinHeapFreeRatio=5',
    '-Xms1g',
    '-Xmn1g',
    '-cp',
    '-classpath',
    '--class-path',
    '-jar',
    '-Dlog4j.configuration=x',
    '-XX:-ExitOnOutOfMemoryError',
    'a',
    '-a b',
    "-a'",
    '-d',
    '--module=a',
    '-XX:+DumpSharedSpaces',
    '-agentlib:jdwp=help',
  ].map(
    (flag) =>
      ['jvmFlags', { jvm: { broker: [flag] } }, { jvm: { broker: ['-Xss1m', '-Dx=-Xmx1g', '-Dlog=-jar'] } }] as const,
  ),
  [
    'jvmFlags',
    { jvm: { broker: ['-XX:+UseG1GC', '-XX:+UseZGC'] } },
    { jvm: { broker: ['-XX:+UseG1GC', '-Dx=-XX:+UseZGC', '-XX:+UseAdaptiveGCBoundary', '-Dx=-Djute.maxbuffer=1'] } },
  ],
  ['jvmFlags', { jvm: { broker: ['-Djute.maxbuffer=1048574'] } }, { jvm: { broker: ['-Djute.maxbuffer=1048575'] } }],
  ['userNames', { security: { users: { ['a'.repeat(65)]: {} } } }, { security: { users: { ['a'.repeat(64)]: {} } } }],
  ['userNames', { security: { users: { '.a': {} } } }, { security: { users: { '1.a': {} } } }],
  [
    'consoleHosts',
    { ui: 'console', console: { hosts: ['a.b'] } },
    { ui: 'console', console: { hosts: ['1a.b'], password: { secret: 'a' } } },
  ],
  [
    'consolePassword',
    { console: { password: { secret: 'a', key: 'k'.repeat(254) } } },
    { console: { password: { secret: 'a', key: 'k'.repeat(253) } } },
  ],
  [
    'consolePassword',
    { console: { password: { secret: 'a', key: '.' } } },
    { console: { password: { secret: 'a', key: '...' } } },
  ],
  ['imageReferences', { images: { ui: `${'a'.repeat(256)}:1` } }, { images: { ui: `${'a'.repeat(255)}:1` } }],
  ['imageReferences', { images: { readiness: 'a' } }, { images: { readiness: 'a:1' } }],
  [
    'compactionLags',
    config('log.cleaner.min.compaction.lag.ms', 2, { 'log.cleaner.max.compaction.lag.ms': 1 }),
    config('log.cleaner.min.compaction.lag.ms', 1, { 'log.cleaner.max.compaction.lag.ms': 1 }),
  ],
  [
    'compactionLags',
    { ...config('log.cleaner.max.compaction.lag.ms', 5), ...topic({ config: { 'min.compaction.lag.ms': 6 } }) },
    { ...config('log.cleaner.max.compaction.lag.ms', 5), ...topic({ config: { 'min.compaction.lag.ms': 5 } }) },
  ],
  [
    'compactionLags',
    { ...config('log.cleaner.min.compaction.lag.ms', 5), ...topic({ config: { 'max.compaction.lag.ms': 4 } }) },
    { ...config('log.cleaner.min.compaction.lag.ms', 5), ...topic({ config: { 'max.compaction.lag.ms': 5 } }) },
  ],
  ['consistentBrokerConfig', config('replica.lag.time.max.ms', 499), config('replica.lag.time.max.ms', 500)],
  [
    'consistentBrokerConfig',
    config('replica.fetch.wait.max.ms', 30_001, { 'replica.lag.time.max.ms': 60_000 }),
    config('replica.fetch.wait.max.ms', 30_000, { 'replica.lag.time.max.ms': 60_000 }),
  ],
  ['consistentBrokerConfig', config('offsets.commit.required.acks', 4), config('offsets.commit.required.acks', 3)],
  [
    'consistentBrokerConfig',
    config('group.max.session.timeout.ms', 5999),
    config('group.max.session.timeout.ms', 6000),
  ],
  [
    'consistentBrokerConfig',
    config('socket.connection.setup.timeout.max.ms', 9999),
    config('socket.connection.setup.timeout.max.ms', 10_000),
  ],
  ['consistentBrokerConfig', config('socket.request.max.bytes', 2 ** 20), config('socket.request.max.bytes', 2 ** 21)],
  [
    'consistentBrokerConfig',
    config('queued.max.request.bytes', 104_857_599),
    config('queued.max.request.bytes', 104_857_600),
  ],
  ['consistentBrokerConfig', config('connections.max.idle.ms', 100), config('connections.max.idle.ms', 101)],
  ['consistentBrokerConfig', config('connections.max.idle.ms', 0), config('connections.max.idle.ms', -1)],
  [
    'consistentBrokerConfig',
    config('max.connections.per.ip', 0),
    config('max.connections.per.ip', 0, { 'max.connections.per.ip.overrides': '10.0.0.1:20' }),
  ],
  [
    'cleanerBuffers',
    config('log.cleaner.dedupe.buffer.size', 2 ** 21, { 'log.cleaner.threads': 2 }),
    config('log.cleaner.dedupe.buffer.size', 2 ** 21 + 2, { 'log.cleaner.threads': 2 }),
  ],
];

test.each(bounds)('%s refuses %j in one sentence, and takes %j', (rule, refused, legal) => {
  expect([faultsOf(rule, refused).length, faultsOf(rule, legal)]).toEqual([1, []]);
});

test.each([
  ['broker.id', 'ids are 1 to `brokers`'],
  ['node.id', 'ids are 1 to `brokers`'],
  ['broker.id.generation.enable', 'ids are 1 to `brokers`'],
  ['reserved.broker.max.id', 'ids are 1 to `brokers`'],
  ['broker.rack', 'use `zones`'],
  ['listeners', 'use `hostPorts` and `reachable`'],
  ['advertised.listeners', 'use `hostPorts` and `reachable`'],
  ['listener.security.protocol.map', 'use `hostPorts` and `reachable`'],
  ['inter.broker.listener.name', 'the brokers use INTERNAL'],
  ['security.inter.broker.protocol', 'the brokers use INTERNAL'],
  ['control.plane.listener.name', 'the brokers use INTERNAL'],
  ['zookeeper.connect', 'use `zookeeper`'],
  ['zookeeper.session.timeout.ms', 'use `zookeeper.sessionTimeoutMs`'],
  ['log.dir', 'use `storage`'],
  ['log.dirs', 'use `storage`'],
])('what the description derives is not set as %s: %s', (name, instead) => {
  expect(faultsOf('reservedBrokerConfig', config(name, 'x'))).toEqual([
    `config "${name}" is derived and cannot be set: ${instead}`,
  ]);
});

test.each([
  ['process.roles', 'use `controllers`'],
  ['controller.listener.names', 'the controllers use CONTROLLER'],
  ['controller.quorum.bootstrap.servers', 'use `controllers`'],
  ['controller.quorum.voters', 'use `controllers`'],
  ['controller.quorum.auto.join.enable', 'a controller that has lost its data joins again by itself'],
  ['metadata.log.dir', 'use `storage`'],
])('nor, in KRaft, as %s: %s', (name, instead) => {
  expect(faultsOf('reservedBrokerConfig', kraft(config(name, 'x')))).toEqual([
    `config "${name}" is derived and cannot be set: ${instead}`,
  ]);
});

test.each<readonly [RuleName, ClusterDescription, string]>([
  [
    'consistentBrokerConfig',
    config('connections.max.idle.ms', 100),
    'connections.max.idle.ms must be more than 100 or -1, but 100 was given',
  ],
  [
    'consistentBrokerConfig',
    config('max.connections.per.ip', 0),
    'max.connections.per.ip must be at least 1, but 0 was given: or name addresses in max.connections.per.ip.overrides',
  ],
  [
    'imageReferences',
    { images: { ui: 'A' } },
    'images.ui must be an image reference such as "apache/kafka:3.9.2", but "A" was given',
  ],
  [
    'jvmFlags',
    { jvm: { broker: ['Xss1m'] } },
    'jvm.broker[0] must be one flag such as "-XX:+UseG1GC", without blanks, quotes and "$", but "Xss1m" was given',
  ],
  [
    'jvmFlags',
    { jvm: { ui: ['-XX:+UseG1GC', '-XX:+UseZGC'] } },
    'jvm.ui must name one collector, but -XX:+UseG1GC, -XX:+UseZGC were given',
  ],
  ['jvmFlags', { jvm: { ui: ['-jar'] } }, 'jvm.ui[0] is derived and cannot be set, but "-jar" was given: leave it out'],
  [
    'zoneNames',
    { zones: ['a b'] },
    'a zone must consist of letters, digits, "-", "_" and "." (at most 63, a letter or digit at the ends), but "a b" was given',
  ],
  ['loadBalancerHosts', behind('a', 'A'), 'reachable.hosts must differ, but a, A were given'],
  ['sessionTimeout', zookeeper({ tickTimeMs: 99 }), 'zookeeper.tickTimeMs must be 100 to 60000, but 99 was given'],
  [
    'enoughMemory',
    { resources: { jobs: { memory: '95Mi' } } },
    'resources.jobs.memory must be at least 96Mi, but 95Mi was given',
  ],
  [
    'enoughMemory',
    broker({ memory: '175Mi', heap: '64Mi' }),
    'resources.broker.memory must be at least 176Mi, but 175Mi was given',
  ],
  ['storageSizes', sized('zookeeperSize', '63Mi'), 'storage.zookeeperSize must be at least 64Mi, but 63Mi was given'],
  ['storageSizes', sized('controllerSize', '1Mi'), 'storage.controllerSize must be at least 256Mi, but 1Mi was given'],
  [
    'topicNames',
    { topics: { __a: {} } },
    `topic "__a" is one of Kafka's own: choose a name that does not begin with "__"`,
  ],
  ['legalPorts', { hostPorts: { ui: 1023 } }, 'hostPorts.ui must be 1024 to 32767, but it is 1023'],
  [
    'loadBalancers',
    external({ loadBalancerClass: 'a b' }),
    'services.external.loadBalancerClass must be a name such as "service.k8s.aws/nlb", but "a b" was given',
  ],
  [
    'servicesOfType',
    external({ annotations: {} }, { reachable: { from: 'inside' } }),
    'services.external has no Services to be about, as the brokers are reachable from inside: leave it out',
  ],
  [
    'serviceAnnotations',
    external({ eachAnnotations: [{}, { 'a b': '' }, {}] }),
    'a key of services.external.eachAnnotations[1] must be a name of letters, digits, "-", "_" and "." (at most 63), maybe after a domain and "/", but "a b" was given',
  ],
  [
    'podTolerations',
    all({ tolerations: [{ key: 'a b', operator: 'Exists' }] }),
    'pods.all.tolerations[0].key must be a name of letters, digits, "-", "_" and "." (at most 63), maybe after a domain and "/", but "a b" was given',
  ],
  [
    'podTolerations',
    all({ tolerations: [{ key: 'a', value: 'b c' }] }),
    'pods.all.tolerations[0].value must be letters, digits, "-", "_" and "." (at most 63, a letter or digit at the ends), but "b c" was given',
  ],
  [
    'podContainers',
    all({ sidecars: [{ name: 'A', image: 'a:1' }] }),
    'a name of pods.all.initContainers and sidecars must consist of lower-case letters, digits and "-" (at most 63, no "-" at the ends), but "A" was given',
  ],
  [
    'cpuLimits',
    broker({ cpuLimit: '0' }),
    'resources.broker.cpuLimit must be cores or millicores, such as "0.5" or "250m", but "0" was given',
  ],
  [
    'podMounts',
    all({
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', emptyDir: {} },
      ],
      volumeMounts: [{ name: 'a', mountPath: 'a/b' }],
    }),
    'pods.all.volumeMounts[0].mountPath must be a folder such as "/etc/certificates", without ":", "..", or "/" at its end, but "a/b" was given',
  ],
  [
    'podMounts',
    all({
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', emptyDir: {} },
      ],
      volumeMounts: [{ name: 'a', mountPath: '/tmp/x' }],
    }),
    'pods.all.volumeMounts[0].mountPath must be outside /tmp, but "/tmp/x" was given',
  ],
  [
    'podMounts',
    all({
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', emptyDir: {} },
      ],
      volumeMounts: [{ name: 'c', mountPath: '/c' }],
    }),
    'pods.all.volumeMounts[0].name must be a described volume (a, b), but "c" was given',
  ],
  [
    'podMounts',
    all({
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', emptyDir: {} },
      ],
      volumeMounts: [
        { name: 'a', mountPath: '/c' },
        { name: 'b', mountPath: '/c' },
      ],
    }),
    'folders of pods.all.volumeMounts must differ, but "/c" was given twice',
  ],
  [
    'podContainers',
    all({ sidecars: [{ name: 'a', image: 'a:1', env: [{ name: 'X', valueFrom: {} }] }] }),
    'pods.all.sidecars[0].env "X" must have one source, but {} was given',
  ],
  [
    'fieldsOfReadiness',
    { readiness: 'listening', resources: { readiness: {} } },
    'resources.readiness is of readiness: "in-sync", but readiness is "listening": leave it out, or describe readiness: "in-sync"',
  ],
])('%s says of %j what is allowed, and what was given', (rule, description, fault) => {
  expect(faultsOf(rule, description)).toEqual([fault]);
});
