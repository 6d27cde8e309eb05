import { unsupported, type Mode } from './unsupported-config';

/** Properties by what the fault says of them, in clusters of both kinds unless the first word names one. */
const cases: readonly (readonly [Mode | 'both', string, readonly string[]])[] = [
  ['both', 'has no effect in Kafka 3.9: remove it', ['log.message.format.version', 'message.format.version']],
  [
    'zookeeper',
    'is of KRaft: remove it, the brokers run in ZooKeeper mode',
    [
      'alter.config.policy.kraft.compatibility.enable',
      'broker.heartbeat.interval.ms',
      'broker.session.timeout.ms',
      'controller.listener.names',
      'controller.quorum.voters',
      'eligible.leader.replicas.enable',
      'group.consumer.session.timeout.ms',
      'group.coordinator.threads',
      'group.share.enable',
      'initial.broker.registration.timeout.ms',
      'log.dir.failure.timeout.ms',
      'max.request.partition.size.limit',
      'metadata.log.dir',
      'process.roles',
      'server.max.startup.time.ms',
      'telemetry.max.bytes',
      'unclean.leader.election.interval.ms',
      'unstable.feature.versions.enable',
      'zookeeper.metadata.migration.enable',
    ],
  ],
  [
    'kraft',
    'is of ZooKeeper mode: remove it, the brokers run without ZooKeeper',
    ['control.plane.listener.name', 'zookeeper.connect', 'zookeeper.session.timeout.ms'],
  ],
  [
    'kraft',
    'has no effect in KRaft, where the levels of features say what is written: remove it',
    ['inter.broker.protocol.version'],
  ],
  [
    'kraft',
    'has versions start that are not done yet, and no newer Kafka may read what they have written: remove it',
    ['unstable.api.versions.enable', 'unstable.feature.versions.enable'],
  ],
  [
    'both',
    'needs users to authorise, and comes with them: remove it, and describe `security`',
    [
      'allow.everyone.if.no.acl.found',
      'authorizer.class.name',
      'delegation.token.secret.key',
      'early.start.listeners',
      'principal.builder.class',
      'super.users',
    ],
  ],
  [
    'zookeeper',
    'needs users to authorise, and comes with them: remove it, and describe `security`',
    ['zookeeper.set.acl'],
  ],
  [
    'both',
    'needs a listener with SASL or TLS, and comes with it: remove it, and describe `security`',
    [
      'connection.failed.authentication.delay.ms',
      'connections.max.reauth.ms',
      'listener.name.external.ssl.client.auth',
      'password.encoder.secret',
      'sasl.enabled.mechanisms',
      'security.providers',
      'ssl.keystore.location',
    ],
  ],
  [
    'zookeeper',
    'needs a listener with SASL or TLS, and comes with it: remove it, and describe `security`',
    ['zookeeper.clientCnxnSocket', 'zookeeper.ssl.client.enable'],
  ],
  [
    'both',
    'needs a RemoteStorageManager, and Kafka has none of its own: remove it',
    ['local.retention.ms', 'log.local.retention.bytes', 'remote.log.storage.system.enable', 'remote.storage.enable'],
  ],
  [
    'both',
    'names a class, and Kafka has none of its own for it: remove it',
    [
      'alter.config.policy.class.name',
      'client.quota.callback.class',
      'create.topic.policy.class.name',
      'kafka.metrics.reporters',
    ],
  ],
];

const rows = cases.flatMap(([of, reason, names]) =>
  (of === 'both' ? (['zookeeper', 'kraft'] as const) : [of]).flatMap((mode) =>
    names.map((name) => [name, mode, reason] as const),
  ),
);

test.each(rows)('%s does nothing, or half of something, with metadata %s: it %s', (name, mode, reason) => {
  expect(unsupported(name, mode)).toBe(reason);
});

test.each([
  ['num.partitions', 'zookeeper'],
  ['inter.broker.protocol.version', 'zookeeper'],
  ['zookeeper.session.timeout.ms', 'zookeeper'],
  ['broker.session.timeout.ms', 'kraft'],
  ['group.consumer.session.timeout.ms', 'kraft'],
  // Only as a whole name, or up to a dot.
  ['process.roles.more', 'zookeeper'],
  ['metadata', 'zookeeper'],
  ['sslish', 'kraft'],
] as const)('%s is taken with metadata %s', (name, mode) => expect(unsupported(name, mode)).toBeUndefined());
