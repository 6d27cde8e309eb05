import type { ClusterDescription } from '../description';
import { brokerConfigs } from '../kafka-configs';
import { resolve } from '../resolve';
import { unsupported } from '../unsupported-config';
import { ruleset } from './index';

type RuleName = keyof typeof ruleset;

/** For every rule a description that breaks it, and what the fault says: a rule without one does not compile. */
const broken: Record<RuleName, readonly [ClusterDescription, RegExp]> = {
  clusterName: [{ name: 'Kafka!' }, /name must consist of lower-case letters.*"Kafka!"/],
  namespaceName: [{ namespace: '-kafka' }, /namespace must consist of.*"-kafka"/],
  createdNamespace: [
    { namespace: 'kube-public', createNamespace: true },
    /^createNamespace must be false for the namespace "kube-public", which Kubernetes makes itself: leave it out$/,
  ],
  guardedNamespace: [{ guard: true }, /^guard needs a namespace, but none is described.*: describe it, "default" too$/],
  cpuLimits: [
    { resources: { broker: { cpu: '1', cpuLimit: '500m' } } },
    /^resources\.broker\.cpuLimit must be at least the request of 1, but "500m" was given$/,
  ],
  kafkaOfMetadata: [
    { kafka: '4.3.1' },
    /^kafka must be 3\.9\.2 with metadata: 'zookeeper', but 4\.3\.1 was given: describe metadata: 'kraft'$/,
  ],
  combinedBrokers: [
    { metadata: 'kraft', brokers: 2 },
    /^brokers must be 1 or 3 where they are the controllers too, but 2 was given: describe controllers: 3$/,
  ],
  fieldsOfMetadata: [
    { metadata: 'kraft', zookeeper: { replicas: 3 } },
    /^zookeeper is of metadata: 'zookeeper', but metadata is 'kraft': leave it out$/,
  ],
  zoneNames: [{ zones: ['a', 'a'] }, /zones must differ, but a, a were given/],
  imageReferences: [{ images: { jobs: 'jobs' } }, /images\.jobs must name a fixed tag or a digest, but "jobs"/],
  sessionTimeout: [
    { zookeeper: { sessionTimeoutMs: 3000 } },
    /must be 2 to 20 ticks and at least 1000 \(4000 to 40000\), but 3000/,
  ],
  heapBelowLimit: [{ resources: { broker: { memory: '512Mi', heap: '448Mi' } } }, /broker\.heap must be at most 75 %/],
  enoughMemory: [{ resources: { broker: { memory: '64Mi' } } }, /broker\.heap must be at least 64Mi, but it is 16Mi/],
  legalPorts: [
    { brokers: 1, hostPorts: { brokers: 30000 } },
    /^hostPorts\.brokers must be 1024 to 22767, as the port of broker 1 INTERNAL is 10000 above it, but it is 30000$/,
  ],
  distinctPodPorts: [
    { hostPorts: { brokers: 19090 } },
    /INTERNAL and EXTERNAL of broker 1 both have port 19090 in the pod: change hostPorts\.brokers/,
  ],
  brokersOnKind: [
    { brokers: 10 },
    /must be 1 to 9 where they are reachable from kind.*but 10 was given: add reachable: \{ from: 'inside' \}/,
  ],
  storageClassName: [{ storage: { className: 'Fast' } }, /className must be the name of a StorageClass:.*"Fast"/],
  namesReadAsText: [{ zones: ['0o7'] }, /a zone must not be a number to kubectl, but "0o7" was given/],
  fieldsOfUi: [
    { ui: 'console', images: { ui: 'registry.example/ui:1' } },
    /^images\.ui is of ui: "kafka-ui", but ui is "console": leave it out, or describe ui: "kafka-ui"$/,
  ],
  fieldsOfReadiness: [
    { readiness: 'listening', images: { readiness: 'registry.example/jobs:1' } },
    /^images\.readiness is of readiness: "in-sync", but readiness is "listening": leave it out, or describe readiness: "in-sync"$/,
  ],
  metricsBeside: [
    { metrics: true, readiness: 'listening' },
    /^metrics of groups and disks are told by the container of readiness: "in-sync", but readiness is "listening": leave one of the two out$/,
  ],
  metricsOfControllers: [
    { metrics: true, metadata: 'kraft', controllers: 3 },
    /^metrics of controllers that are no brokers are not told yet, but controllers is 3: leave controllers or metrics out$/,
  ],
  metricsLabels: [
    { metrics: { scrapedBy: { 'app name': 'prometheus' } } },
    /^metrics\.scrapedBy must be labels of Kubernetes, .*, but \{ 'app name': 'prometheus' \} was given$/,
  ],
  metricsLag: [{ metrics: { rules: { maxLag: 0 } } }, /^metrics\.rules\.maxLag must be at least 1, but 0 was given$/],
  userNames: [
    { security: { users: { Admin: {} } } },
    /^user "Admin" in security\.users is one of the cluster's own, who may do all: choose a name other than broker, .*admin$/,
  ],
  userCollisions: [
    { security: { users: { billing: {}, Billing: {} } } },
    /^users "billing" and "Billing" of security\.users differ in capitals alone: rename one$/,
  ],
  rightsOnTopics: [
    { topics: { orders: {} }, security: { users: { billing: { produce: ['order'] } } } },
    /^security\.users\.billing\.produce must name topics of the description, but "order" was given: use orders, or describe it$/,
  ],
  rightsOfGroups: [
    { topics: { orders: {} }, security: { users: { billing: { consume: ['orders'] } } } },
    /^security\.users\.billing may consume orders, but names no group: add as: "GROUP"$/,
  ],
  metricsOfSecured: [
    { metrics: true, security: {} },
    /^metrics are told to whoever asks, also where security is described: leave metrics or security out$/,
  ],
  consoleHosts: [
    { ui: 'console', console: { hosts: ['kafka.example.com'] } },
    /^console\.hosts lets in whoever reaches kafka\.example\.com, but console\.password is not described: describe password: \{/,
  ],
  consolePassword: [
    { ui: 'console', console: { password: { secret: 'The Secret' } } },
    /^console\.password\.secret must be the name of a Secret:.*, but "The Secret" was given$/,
  ],
  distinctPorts: [{ hostPorts: { ui: 9092 } }, /broker 2 and ui both have port 9092: change hostPorts/],
  replicationFactors: [
    { topics: { orders: { replicationFactor: 4 } } },
    /replicationFactor of topic "orders" is 4, but the cluster has 3 brokers: use 1 to 3, or add brokers in cluster\.ts/,
  ],
  minInSyncBelowFactor: [
    { topics: { orders: { config: { 'min.insync.replicas': 3 } } } },
    /min\.insync\.replicas of topic "orders" must be 1 to 2 with replication factor 3, but 3 was given/,
  ],
  topicNames: [{ topics: { 'my topic': {} } }, /letters, digits, "\.", "_" and "-", but "my topic"/],
  topicCollisions: [{ topics: { 'a.b': {}, a_b: {} } }, /topics "a\.b" and "a_b" collide/],
  partitionCounts: [
    { topics: { orders: { partitions: 0 } } },
    /partitions of topic "orders" must be 1 to 10000, but 0/,
  ],
  retentionFits: [
    { topics: { orders: { partitions: 30, config: { 'retention.bytes': 2 ** 30 } } } },
    /the topics may keep 33\.8 GiB on each broker, but 90 % of its volume of 8Gi are 7\.2 GiB/,
  ],
  storageSizes: [{ storage: { size: '16Mi' } }, /storage\.size must be at least 256Mi, but 16Mi/],
  loadBalancerHosts: [
    { reachable: { from: 'load-balancer', hosts: ['b1.example.com'] } },
    /must name one host for each of the 3 brokers, but 1 were given/,
  ],
  podLabels: [
    { pods: { broker: { labels: { 'app.kubernetes.io/instance': 'orders' } } } },
    /^pods\.broker\.labels "app\.kubernetes\.io\/instance" is derived, or Kubernetes' own: choose another name$/,
  ],
  podAnnotations: [
    { pods: { all: { annotations: { 'a b': '' } } } },
    /^a key of pods\.all\.annotations must be a name of letters, .*, but "a b" was given$/,
  ],
  podReferences: [
    { pods: { ui: { imagePullSecrets: ['Registry'] } } },
    /^pods\.ui\.imagePullSecrets\[0\] must consist of lower-case letters.*"Registry"/,
  ],
  podTolerations: [
    { pods: { broker: { tolerations: [{ key: 'dedicated', operator: 'Exists', value: 'kafka' }] } } },
    /^pods\.broker\.tolerations\[0\] with operator "Exists" must have no value, but "kafka" was given$/,
  ],
  gracePeriods: [
    { pods: { broker: { terminationGracePeriodSeconds: 0 } } },
    /^pods\.broker\.terminationGracePeriodSeconds must be 1 to 86400, but 0 was given$/,
  ],
  podVariables: [
    { pods: { broker: { env: { KAFKA_OPTS: '-Xss1m' } } } },
    /^pods\.broker\.env "KAFKA_OPTS" is derived and cannot be set$/,
  ],
  podVolumes: [
    { pods: { zookeeper: { volumes: [{ name: 'data', emptyDir: {} }] } } },
    /^a name of pods\.zookeeper\.volumes must not be one of ours \(config, data, tmp\), but "data" was given$/,
  ],
  podMounts: [
    {
      pods: {
        broker: {
          volumes: [{ name: 'more', emptyDir: {} }],
          volumeMounts: [{ name: 'more', mountPath: '/var/lib/kafka' }],
        },
      },
    },
    /^pods\.broker\.volumeMounts\[0\]\.mountPath must be outside \/var\/lib\/kafka\/data, but "\/var\/lib\/kafka" was given$/,
  ],
  podContainers: [
    { pods: { broker: { sidecars: [{ name: 'agent', image: 'agent' }] } } },
    /^pods\.broker\.sidecars\[0\]\.image must name a fixed tag or a digest, but "agent" was given/,
  ],
  serviceAnnotations: [
    { services: { external: { eachAnnotations: [{}] } } },
    /^services\.external\.eachAnnotations must be one for each of the 3 brokers, but 1 were given$/,
  ],
  servicesOfType: [
    { services: { external: { loadBalancerClass: 'internal' } } },
    /^services\.external\.loadBalancerClass needs reachable: \{ from: 'load-balancer' \}, but .* reachable from kind$/,
  ],
  nodePorts: [
    { services: { external: { nodePort: 32_766 } } },
    /^services\.external\.nodePort must be 30000 to 32765, as each broker has one, but 32766 was given$/,
  ],
  loadBalancers: [
    { services: { external: { loadBalancerSourceRanges: ['10.0.0.0/33'] } } },
    /^services\.external\.loadBalancerSourceRanges\[0\] must be addresses such as "10\.0\.0\.0\/8", but "10\.0\.0\.0\/33"/,
  ],
  jvmFlags: [
    { jvm: { broker: ['-Xmx1g'] } },
    /^jvm\.broker\[0\] is derived and cannot be set, but "-Xmx1g" was given: describe resources\.\*\.heap$/,
  ],
  loggerNames: [
    { logLevels: { broker: { 'kafka controller': 'DEBUG' } } },
    /^a logger of logLevels\.broker must be the name of a class or package, or root, but "kafka controller" was given$/,
  ],
  enoughEphemeralStorage: [
    { resources: { ui: { ephemeralStorage: '64Mi' } } },
    /^resources\.ui\.ephemeralStorage must be at least 128Mi, but 64Mi was given$/,
  ],
  prefixedNames: [
    { name: '1st', names: 'prefixed' },
    /^name must begin with a letter and have at most 42 where it is the prefix of others .*, but "1st" was given$/,
  ],
  knownBrokerConfig: [
    { config: { 'min.insyc.replicas': 1 } as ClusterDescription['config'] & object },
    /"min\.insyc\.replicas" is no broker property of Kafka 3\.9: did you mean "min\.insync\.replicas"\?/,
  ],
  reservedBrokerConfig: [{ config: { 'broker.id': 7 } }, /config "broker\.id" is derived and cannot be set/],
  consistentBrokerConfig: [
    { config: { 'queued.max.request.bytes': 1000 } },
    /queued\.max\.request\.bytes must be at least socket\.request\.max\.bytes \(104857600\), but 1000 was given/,
  ],
  cleanerBuffers: [
    { config: { 'log.cleaner.dedupe.buffer.size': 2 ** 30 } },
    /must be at most 75497472 together, which leaves 56Mi of the broker's heap of 128Mi, but 1073741824 and 524288/,
  ],
  compactionLags: [
    { topics: { orders: { config: { 'min.compaction.lag.ms': 2, 'max.compaction.lag.ms': 1 } } } },
    /min\.compaction\.lag\.ms of topic "orders" must be at most the max\.compaction\.lag\.ms of 1, but 2 was given/,
  ],
  knownTopicConfig: [
    { topics: { orders: { config: { 'cleanup.policy': 5 as unknown as string } } } },
    /config "cleanup\.policy" of topic "orders" must be one or several of compact, delete, but 5 was given/,
  ],
};

const faultsOf = (name: RuleName, description: ClusterDescription) => [...ruleset[name](resolve(description))];

describe.each(Object.entries(broken) as [RuleName, (typeof broken)[RuleName]][])(
  'rule %s',
  (name, [description, fault]) => {
    test('refuses what breaks it, with one sentence', () => {
      const faults = faultsOf(name, description);
      expect(faults).toHaveLength(1);
      expect(faults[0]).toMatch(fault);
    });

    test.each([
      {},
      { brokers: 1 },
      { brokers: 2 },
      { zookeeper: { replicas: 3 } },
      { metadata: 'kraft' },
      { metadata: 'kraft', brokers: 1, kafka: '4.3.1' },
      { metadata: 'kraft', brokers: 2, controllers: 3 },
      { zones: ['a', 'b', 'c'] },
    ] as const)('accepts %j', (accepted) => expect(faultsOf(name, accepted)).toEqual([]));
  },
);

test.each<[string, ClusterDescription, RegExp]>([
  [
    'a name that leaves no room for what is derived from it',
    { name: 'k'.repeat(50) },
    /^name must consist of lower-case letters, digits and "-" \(at most 49, no "-" at the ends\), but "k{50}"/,
  ],
  ['a namespace to be made without a name', { createNamespace: true }, /^createNamespace needs a namespace/],
  [
    'a namespace that is there always',
    { namespace: 'default', createNamespace: true },
    /^createNamespace must be false for the namespace "default"/,
  ],
  [
    'a CPU limit that is none',
    { resources: { jobs: { cpuLimit: 'all' } } },
    /^resources\.jobs\.cpuLimit must be cores or millicores, such as "0\.5" or "250m", but "all" was given$/,
  ],
  [
    'an internal factor',
    { brokers: 1, config: { 'offsets.topic.replication.factor': 3 } },
    /^offsets\.topic\.replication\.factor is 3, but the cluster has 1 broker: use 1,/,
  ],
  [
    'a fetch wait above the lag',
    { config: { 'replica.lag.time.max.ms': 400 } },
    /^replica\.fetch\.wait\.max\.ms must be at most/,
  ],
  [
    'the new group protocol',
    { config: { 'group.coordinator.rebalance.protocols': 'classic, consumer' } },
    /is of KRaft: remove it, the brokers run in ZooKeeper mode/,
  ],
  [
    'a property without effect',
    { config: { 'log.message.format.version': '3.0' } },
    /no effect in Kafka 3\.9: remove it/,
  ],
  [
    'ZooKeeper in KRaft',
    { metadata: 'kraft', config: { 'zookeeper.set.acl': true } },
    /is of ZooKeeper mode: remove it/,
  ],
  [
    'a property of the other version',
    { metadata: 'kraft', kafka: '4.3.1', config: { 'controlled.shutdown.max.retries': 5 } },
    /is no broker property of Kafka 4\.3, but of 3\.9: remove it$/,
  ],
  [
    'a segment that the other version takes',
    { metadata: 'kraft', kafka: '4.3.1', topics: { a: { config: { 'segment.bytes': 1024 } } } },
    /must be a whole number from 1048576 to 2147483647, but 1024 was given$/,
  ],
  ['KRaft', { config: { 'process.roles': 'broker' } }, /is of KRaft: remove it/],
  ['an authorizer', { config: { 'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer' } }, /needs users/],
  ['super users', { config: { 'super.users': 'User:a' } as object }, /"super\.users" needs users to authorise/],
  [
    'TLS',
    { config: { 'ssl.keystore.type': 'PEM' } },
    /needs a listener with SASL or TLS, and comes with it: remove it, and describe `security`$/,
  ],
  ['a setting of one listener', { config: { 'listener.name.internal.ssl.protocol': 'x' } as object }, /SASL or TLS/],
  ['tiered storage', { topics: { a: { config: { 'remote.storage.enable': true } } } }, /needs a RemoteStorageManager/],
  ['a class of somebody else', { config: { 'create.topic.policy.class.name': 'a.B' } }, /names a class, and Kafka has/],
  [
    'a cleaner without room',
    { config: { 'log.cleaner.dedupe.buffer.size': 1048576 } },
    /must be more than 1048576 for each of the 1 log\.cleaner\.threads/,
  ],
  [
    'a second address',
    { reachable: { from: 'load-balancer', hosts: ['a', 'b', '0.0.0.0'] } },
    /must be host names or IP addresses, but "0\.0\.0\.0"/,
  ],
  [
    'a bound that is not a number',
    { config: { 'num.partitions': 1.5 } },
    /must be a whole number from 1 to 10000, but 1\.5/,
  ],
  [
    'a brokers’ minimum that a topic cannot meet',
    { config: { 'min.insync.replicas': 2 }, topics: { orders: { replicationFactor: 2 } } },
    /of topic "orders" must be 1 with replication factor 2, but 2 was given \(from the brokers’ configuration\)/,
  ],
  [
    'a list with an entry of its own',
    { topics: { orders: { config: { 'cleanup.policy': 'compcat, delete' } } } },
    /"cleanup\.policy" of topic "orders" must be one or several of compact, delete, but "compcat, delete" was given/,
  ],
  [
    'a text of two lines',
    { config: { 'max.connections.per.ip.overrides': '10.0.0.1:2\n' } },
    /must be text such as "10\.0\.0\.1:20,10\.0\.0\.2:5", but "10\.0\.0\.1:2\\n" was given/,
  ],
  ['a value outside of a list', { config: { 'compression.type': 'brotli' } }, /must be one of uncompressed, zstd, lz4/],
])('%s is refused', (_, description, fault) => {
  const faults = Object.values(ruleset).flatMap((rule) => [...rule(resolve(description))]);
  expect(faults).toEqual([expect.stringMatching(fault)]);
});

test.each([
  '-version',
  '--version',
  '-fullversion',
  '-help',
  '-X',
  '--dry-run',
  '-Xlog:help',
  '-Xshare:dump',
  '--list-modules',
])('the flag %s, with which Java ends at once, is refused', (flag) => {
  expect([...ruleset.jvmFlags(resolve({ jvm: { zookeeper: ['-Xss640k', flag] } }))]).toEqual([
    `jvm.zookeeper[1] must be a flag with which Java runs a server, but "${flag}" was given, with which it ends at once: leave it out`,
  ]);
});

test.each(['-showversion', '-XshowSettings', '-Xlog:gc', '-Xshare:off', '-Xint', '-Djute.maxbuffer=4194304'])(
  'the flag %s, with which a server runs, is legal',
  (flag) => {
    expect([...ruleset.jvmFlags(resolve({ jvm: { broker: [flag] } }))]).toEqual([]);
  },
);

test.each(['1', '1048574', '1m', ''])(
  'jute.maxbuffer is not %p, with which servers refuse what they have stored',
  (size) => {
    expect([...ruleset.jvmFlags(resolve({ jvm: { broker: [`-Djute.maxbuffer=${size}`] } }))]).toEqual([
      `jvm.broker[0] must be at least -Djute.maxbuffer=1048575, but "-Djute.maxbuffer=${size}" was given`,
    ]);
  },
);

test.each(['0o7', '0O_7', '1e3_0', '1_0.5e_1'])(
  'the zone "%s", which kubectl reads as a number, is refused',
  (zone) => {
    expect(faultsOf('namesReadAsText', { zones: [zone] })).toHaveLength(1);
  },
);

test.each(['DC1', 'AZ_1', 'eu.west-1', '1e3', '0x1f', '1_000', 'no'])('the zone "%s" is legal', (zone) => {
  for (const name of ['zoneNames', 'namesReadAsText'] as const) expect(faultsOf(name, { zones: [zone] })).toEqual([]);
});

test.each([
  'kafka:1',
  'localhost:5000/a:1',
  'Registry.Example.com/a/b:V1.2_x-y',
  '[2001:db8::1]:5000/a:1',
  `a/b@sha256:${'0a'.repeat(32)}`,
  `a:1@sha256:${'0a'.repeat(32)}`,
  'a__b/c.d-e--f:1',
])('the image %s is legal', (ui) => expect(faultsOf('imageReferences', { images: { ui } })).toEqual([]));

test.each([
  'https://ghcr.io/a/b:1',
  'Apache/Kafka:3.9.2',
  'Apache/kafka:3.9.2',
  'a::1',
  '${IMAGE}:1',
  'ä:1',
  'a/:1',
  'a b:1',
  'a:-1',
  'a:latest',
  'a',
  'a@sha256:00',
  `a@sha256:${'0A'.repeat(32)}`,
  `${'a'.repeat(256)}:1`,
])('the image %s is refused', (ui) => expect(faultsOf('imageReferences', { images: { ui } })).toHaveLength(1));

test.each(['b1.example.com', '10.0.0.1', '2001:db8::1', 'x'])('the host %s is legal', (host) => {
  expect(faultsOf('loadBalancerHosts', { brokers: 1, reachable: { from: 'load-balancer', hosts: [host] } })).toEqual(
    [],
  );
});

test.each(['::', '0.0.0.0', 'fe80::1%eth0', '1.2.3', '999.1.1.1', 'a_b', `${'a'.repeat(64)}.com`, '[::1]', 'a:1'])(
  'the host %s is refused',
  (host) => {
    const description = { brokers: 1, reachable: { from: 'load-balancer', hosts: [host] } } as const;
    expect(faultsOf('loadBalancerHosts', description)).toHaveLength(1);
  },
);

test('what a compacted topic keeps has no bound in bytes', () => {
  const description = {
    topics: { a: { config: { 'cleanup.policy': 'compact', 'retention.bytes': 2 ** 40 } } },
  } as const;
  expect(faultsOf('retentionFits', description)).toEqual([]);
});

const values = Object.entries<{ readonly type: string; readonly default?: number }>(brokerConfigs).flatMap(
  ([name, { default: usual }]) =>
    usual === undefined || unsupported(name, 'zookeeper') !== undefined ? [] : ([[name, usual]] as const),
);

test.each(values)('%s may have Kafka’s default, %d', (name, usual) => {
  expect([...ruleset.knownBrokerConfig(resolve({ config: { [name]: usual } }))]).toEqual([]);
});

test.each<[string, number, RegExp]>([
  ['log.segment.bytes', 3e9, /from 1024 to 2147483647, but 3000000000 was given$/],
  ['socket.send.buffer.bytes', 2 ** 31, /from 1 to 2147483647 or -1, but 2147483648 was given$/],
  ['offsets.commit.required.acks', 2 ** 15, /from -1 to 32767, but 32768/],
  ['log.retention.ms', 2 ** 63, /from 1 to 9007199254740991 or -1, but 9223372036854776000 was given: -1 is for ever$/],
  ['log.flush.interval.ms', 1e21, /but 1e\+21 was given: leave it out for no limit$/],
  ['log.retention.hours', 0, /from 1 to 2147483647 or -1, but 0 was given$/],
  ['log.cleaner.threads', 0, /from 1 to 256, but 0 was given$/],
  ['compression.gzip.level', 0, /from 1 to 9 or -1, but 0 was given$/],
  // With these a broker starts, and is of no use.
  ['message.max.bytes', 20, /from 1024 to /],
  ['log.segment.bytes', 14, /from 1024 to /],
  ['log.index.size.max.bytes', 4, /from 1024 to /],
  ['log.message.timestamp.before.max.ms', 0, /from 1000 to /],
  ['max.connections', 1, /from 10 to /],
  ['max.connections.per.ip', 1, /from 10 to .* or 0/],
])('%s of %d is refused', (name, value, fault) => {
  const faults = [...ruleset.knownBrokerConfig(resolve({ config: { [name]: value } }))];
  expect(faults).toEqual([expect.stringMatching(fault)]);
});
