import { brokerConfigs } from '../kafka-configs';
import { configFaults } from '../config-faults';
import type { Rule } from './rule';

/** Properties that the description derives or that ZooKeeper mode does not have, each with what to do instead. */
const RESERVED: Readonly<Record<string, string>> = {
  'broker.id': 'ids are 1 to `brokers`',
  'node.id': 'ids are 1 to `brokers`',
  'broker.id.generation.enable': 'ids are 1 to `brokers`',
  'reserved.broker.max.id': 'ids are 1 to `brokers`',
  'broker.rack': 'use `zones`',
  listeners: 'use `hostPorts` and `reachable`',
  'advertised.listeners': 'use `hostPorts` and `reachable`',
  'listener.security.protocol.map': 'use `hostPorts` and `reachable`',
  'inter.broker.listener.name': 'the brokers use INTERNAL',
  'security.inter.broker.protocol': 'the brokers use INTERNAL',
  'control.plane.listener.name': 'the brokers use INTERNAL',
  'zookeeper.connect': 'use `zookeeper`',
  'zookeeper.session.timeout.ms': 'use `zookeeper.sessionTimeoutMs`',
  'log.dir': 'use `storage`',
  'log.dirs': 'use `storage`',
  'metadata.log.dir': 'use `storage`',
  'process.roles': 'the brokers run in ZooKeeper mode',
  'controller.listener.names': 'it must be empty in ZooKeeper mode',
  'controller.quorum.voters': 'the brokers run in ZooKeeper mode',
  'controller.quorum.bootstrap.servers': 'the brokers run in ZooKeeper mode',
  'zookeeper.metadata.migration.enable': 'the brokers run in ZooKeeper mode',
};

/** Kafka 3.9 reads these and does nothing with them. */
const WITHOUT_EFFECT = ['log.message.format.version', 'message.format.version'];

export const knownBrokerConfig: Rule = ({ description }) =>
  configFaults('', 'broker', brokerConfigs, description.config ?? {}, WITHOUT_EFFECT);

export const reservedBrokerConfig: Rule = function* ({ description }) {
  for (const name of Object.keys(description.config ?? {})) {
    const instead = RESERVED[name];
    if (instead !== undefined) yield `config "${name}" is derived and cannot be set: ${instead}`;
  }
};

/** Kafka's broker refuses to start with these. @see kafka.server.KafkaConfig#validateValues */
export const consistentBrokerConfig: Rule = function* ({ config }) {
  const value = (name: keyof typeof DEFAULTS): number => Number(config[name] ?? DEFAULTS[name]);
  const wait = value('replica.fetch.wait.max.ms');
  for (const limit of ['replica.lag.time.max.ms', 'replica.socket.timeout.ms'] as const) {
    if (wait > value(limit)) {
      yield `replica.fetch.wait.max.ms must be at most ${limit} (${value(limit)}), but ${wait} was given`;
    }
  }
  const threads = value('log.cleaner.threads');
  const buffer = Number(config['log.cleaner.dedupe.buffer.size']);
  if (buffer / threads <= 2 ** 20) {
    yield `log.cleaner.dedupe.buffer.size must be more than 1048576 for each of the ${threads} log.cleaner.threads, but ${buffer} was given`;
  }
  if ((config['group.coordinator.rebalance.protocols'] ?? '').split(',').some((name) => name.trim() === 'consumer')) {
    yield 'group.coordinator.rebalance.protocols must not contain "consumer" in ZooKeeper mode: use "classic"';
  }
};

const DEFAULTS = {
  'replica.fetch.wait.max.ms': 500,
  'replica.lag.time.max.ms': 30_000,
  'replica.socket.timeout.ms': 30_000,
  'log.cleaner.threads': 1,
} as const;
