import type { Metadata } from './metadata';

export type Mode = Metadata['mode'];

interface Group {
  /** Where the metadata is kept so. @default - however it is kept */
  readonly of?: Mode;
  /** What all of them lack here. */
  readonly reason: string;
  /** Names, or beginnings of names that end in a dot. */
  readonly properties: readonly string[];
}

/** Properties that Kafka reads and that do nothing here, or half of something: each group with the reason. */
const UNSUPPORTED: readonly Group[] = [
  {
    reason: 'has no effect in Kafka 3.9: remove it',
    properties: ['log.message.format.version', 'message.format.version'],
  },
  {
    of: 'zookeeper',
    reason: 'is of KRaft: remove it, the brokers run in ZooKeeper mode',
    properties: [
      'alter.config.policy.kraft.compatibility.enable',
      'broker.heartbeat.interval.ms',
      'broker.session.timeout.ms',
      'controller.listener.names',
      'controller.quorum.',
      'eligible.leader.replicas.enable',
      'group.consumer.',
      'group.coordinator.',
      'group.share.',
      'initial.broker.registration.timeout.ms',
      'log.dir.failure.timeout.ms',
      'max.request.partition.size.limit',
      'metadata.',
      'process.roles',
      'server.max.startup.time.ms',
      'telemetry.max.bytes',
      'unclean.leader.election.interval.ms',
      'unstable.feature.versions.enable',
      'zookeeper.metadata.migration.',
    ],
  },
  {
    of: 'kraft',
    reason: 'is of ZooKeeper mode: remove it, the brokers run without ZooKeeper',
    properties: ['control.plane.listener.name', 'zookeeper.'],
  },
  {
    of: 'kraft',
    reason: 'has no effect in KRaft, where the levels of features say what is written: remove it',
    properties: ['inter.broker.protocol.version'],
  },
  {
    of: 'kraft',
    reason: 'has versions start that are not done yet, and no newer Kafka may read what they have written: remove it',
    properties: ['unstable.api.versions.enable', 'unstable.feature.versions.enable'],
  },
  {
    // An authorizer without super users lets no broker in, and the cluster never starts.
    reason: 'needs users to authorise, and comes with them: remove it, and describe `security`',
    properties: [
      'allow.everyone.if.no.acl.found',
      'authorizer.',
      'delegation.token.',
      'early.start.listeners',
      'principal.builder.class',
      'super.users',
      'zookeeper.set.acl',
    ],
  },
  {
    reason: 'needs a listener with SASL or TLS, and comes with it: remove it, and describe `security`',
    properties: [
      'connection.failed.authentication.delay.ms',
      'connections.max.reauth.ms',
      'listener.name.',
      'password.encoder.',
      'sasl.',
      'security.providers',
      'ssl.',
      'zookeeper.clientCnxnSocket',
      'zookeeper.ssl.',
    ],
  },
  {
    reason: 'needs a RemoteStorageManager, and Kafka has none of its own: remove it',
    properties: ['local.retention.', 'log.local.retention.', 'remote.', 'remote.storage.'],
  },
  {
    reason: 'names a class, and Kafka has none of its own for it: remove it',
    properties: [
      'alter.config.policy.class.name',
      'client.quota.callback.',
      'create.topic.policy.class.name',
      'kafka.metrics.',
    ],
  },
];

/** Why the property does nothing here, or undefined where it does. */
export const unsupported = (name: string, mode: Mode): string | undefined =>
  UNSUPPORTED.find(
    ({ of = mode, properties }) =>
      of === mode &&
      properties.some((property) => (property.endsWith('.') ? name.startsWith(property) : name === property)),
  )?.reason;
