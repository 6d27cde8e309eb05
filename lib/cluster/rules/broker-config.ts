import { configFaults, type Definition } from '../config-faults';
import { brokerDefinitions } from '../config-limits';
import { brokerConfigs, KAFKA_CONFIGS } from '../kafka-configs';
import type { Cluster } from '../cluster';
import { localHeap } from '../heap';
import { toBytes } from '../units';
import { unsupported } from '../unsupported-config';
import type { Rule } from './rule';

/** Properties that the description derives, each with what to do instead. */
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
  'process.roles': 'use `controllers`',
  'controller.listener.names': 'the controllers use CONTROLLER',
  'controller.quorum.bootstrap.servers': 'use `controllers`',
  'controller.quorum.voters': 'use `controllers`',
  'controller.quorum.auto.join.enable': 'a controller that has lost its data joins again by itself',
  'metadata.log.dir': 'use `storage`',
  'zookeeper.connect': 'use `zookeeper`',
  'zookeeper.session.timeout.ms': 'use `zookeeper.sessionTimeoutMs`',
  'log.dir': 'use `storage`',
  'log.dirs': 'use `storage`',
};

export const knownBrokerConfig: Rule = ({ description, kafkaVersion: version, metadata: { mode } }) =>
  configFaults('', { kind: 'broker', definitions: brokerDefinitions, version, mode }, description.config ?? {});

export const reservedBrokerConfig: Rule = function* ({ description, metadata: { mode } }) {
  for (const name of Object.keys(description.config ?? {})) {
    if (Object.hasOwn(RESERVED, name) && unsupported(name, mode) === undefined)
      yield `config "${name}" is derived and cannot be set: ${RESERVED[name]!}`;
  }
};

type Numeric = {
  [Name in keyof typeof brokerConfigs]: (typeof brokerConfigs)[Name] extends { default: number } ? Name : never;
}[keyof typeof brokerConfigs];

/** What holds between two numbers of a broker, or it refuses to start. @see kafka.server.KafkaConfig#validateValues */
const AT_MOST: readonly (readonly [Numeric, Numeric])[] = [
  ['replica.fetch.wait.max.ms', 'replica.lag.time.max.ms'],
  ['replica.fetch.wait.max.ms', 'replica.socket.timeout.ms'],
  ['offsets.commit.required.acks', 'offsets.topic.replication.factor'],
  // Kafka starts with these two the other way round, but no group can then be joined.
  ['group.min.session.timeout.ms', 'group.max.session.timeout.ms'],
  ['socket.connection.setup.timeout.ms', 'socket.connection.setup.timeout.max.ms'],
  // Kafka starts with these two the other way round, and takes no message of that size, nor, far below, any request at all.
  ['message.max.bytes', 'socket.request.max.bytes'],
];

/** What a broker waits before it refuses a client that it does not know. */
const AUTHENTICATION_DELAY_MS = brokerConfigs['connection.failed.authentication.delay.ms'].default;

/** What holds of a number of a broker; NaN of one that its version does not know. */
const valueIn = ({ config, kafkaVersion }: Pick<Cluster, 'config' | 'kafkaVersion'>, name: Numeric): number => {
  const known: Readonly<Record<string, Definition & { readonly default?: number }>> =
    KAFKA_CONFIGS[kafkaVersion].brokerConfigs;
  return Number(config[name] ?? known[name]?.default);
};

export const consistentBrokerConfig: Rule = function* (cluster) {
  const { config } = cluster;
  const value = (name: Numeric): number => valueIn(cluster, name);
  for (const [name, limit] of AT_MOST) {
    if (value(name) > value(limit))
      yield `${name} must be at most ${limit} (${value(limit)}), but ${value(name)} was given`;
  }
  const queued = value('queued.max.request.bytes');
  const request = value('socket.request.max.bytes');
  if (queued > 0 && queued < request) {
    yield `queued.max.request.bytes must be at least socket.request.max.bytes (${request}), but ${queued} was given`;
  }
  const idle = value('connections.max.idle.ms');
  if (idle >= 0 && idle <= AUTHENTICATION_DELAY_MS) {
    yield `connections.max.idle.ms must be more than ${AUTHENTICATION_DELAY_MS} or -1, but ${idle} was given`;
  }
  if (config['max.connections.per.ip'] === '0' && config['max.connections.per.ip.overrides'] === undefined) {
    yield 'max.connections.per.ip must be at least 1, but 0 was given: or name addresses in max.connections.per.ip.overrides';
  }
};

/** What a broker needs beside these buffers to start. */
const REST_OF_HEAP = 56 * 2 ** 20;

/** The cleaner allocates its buffers when the broker starts. */
export const cleanerBuffers: Rule = function* (cluster) {
  const { config, resources } = cluster;
  const threads = valueIn(cluster, 'log.cleaner.threads');
  const buffer = Number(config['log.cleaner.dedupe.buffer.size']);
  if (buffer / threads <= 2 ** 20) {
    yield `log.cleaner.dedupe.buffer.size must be more than 1048576 for each of the ${threads} log.cleaner.threads, but ${buffer} was given`;
  }
  const io = valueIn(cluster, 'log.cleaner.io.buffer.size');
  const [heap] = [resources.broker.heap, localHeap(cluster, 'broker')].sort((a, b) => toBytes(a) - toBytes(b));
  const room = toBytes(heap!) - REST_OF_HEAP;
  // A heap that leaves no room at all is a fault of its own.
  if (room > 0 && buffer + io > room) {
    yield `log.cleaner.dedupe.buffer.size and log.cleaner.io.buffer.size must be at most ${room} together, which leaves 56Mi of the broker's heap of ${heap!}, but ${buffer} and ${io} were given: lower them, or raise resources.broker`;
  }
};
