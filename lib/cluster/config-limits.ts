import type { Definition } from './config-faults';
import { KAFKA_CONFIGS, type brokerConfigs, type topicConfigs } from './kafka-configs';
import type { KafkaVersion } from './kafka-version';
import { MAX_PARTITIONS, MAX_THREADS } from './limits';

type Limits<Known> = { readonly [Name in keyof Known]?: Partial<Definition> };

/** -1 is "for ever". */
const RETENTION = { min: 1, or: -1 };
/** -1 is what the operating system takes by default. */
const SOCKET_BUFFER = { min: 1, or: -1 };
const THREADS = { min: 1, max: MAX_THREADS };
/** Nothing on a network is done sooner. */
const TIMEOUT = { min: 1000 };
/** Brokers, their clients and whoever looks after them come from one address, where ports are forwarded. */
const MIN_CONNECTIONS = 10;
/** Less holds no message, or only some. */
const HOLDS_A_MESSAGE = { min: 1024 };
/** A message is some milliseconds under way. */
const MESSAGE_AGE = { min: 1000 };

/**
 * What a broker demands beyond the definition of its properties: each of the values kept out here is taken by the definition and
 * then ends the broker at its start, or leaves it running and of no use.
 */
const brokerLimits: Limits<typeof brokerConfigs> = {
  'background.threads': THREADS,
  'connections.max.idle.ms': { min: 1, or: -1 },
  'controlled.shutdown.max.retries': { min: 0 },
  'controlled.shutdown.retry.backoff.ms': { min: 0 },
  'controller.socket.timeout.ms': TIMEOUT,
  'group.initial.rebalance.delay.ms': { min: 0 },
  'group.max.session.timeout.ms': { min: 1 },
  'group.min.session.timeout.ms': { min: 1 },
  // Final versions only; a broker older than these could not run beside this one.
  'inter.broker.protocol.version': {
    oneOf: [
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((minor) => `2.${minor}`),
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((minor) => `3.${minor}`),
    ],
  },
  'leader.imbalance.per.broker.percentage': { min: 0 },
  'log.cleaner.io.buffer.load.factor': { min: 0.01, max: 1 },
  'log.cleaner.io.buffer.size': { min: 1024 },
  'log.cleaner.io.max.bytes.per.second': { min: 1 },
  'log.cleaner.threads': THREADS,
  'log.flush.interval.ms': { min: 0 },
  'log.flush.scheduler.interval.ms': { min: 1 },
  'log.index.size.max.bytes': HOLDS_A_MESSAGE,
  'log.message.timestamp.before.max.ms': MESSAGE_AGE,
  'log.message.timestamp.difference.max.ms': MESSAGE_AGE,
  'log.retention.bytes': { min: 0, or: -1 },
  'log.retention.hours': RETENTION,
  'log.retention.minutes': RETENTION,
  'log.retention.ms': RETENTION,
  'log.roll.jitter.ms': { min: 0 },
  'log.roll.ms': { min: 1 },
  'log.segment.bytes': HOLDS_A_MESSAGE,
  // The broker looks each name up when it starts.
  'max.connections.per.ip.overrides': {
    pattern:
      /^((\d{1,3}\.){3}\d{1,3}|[\da-fA-F]*:[\da-fA-F:]+):\d{1,9}(,((\d{1,3}\.){3}\d{1,3}|[\da-fA-F]*:[\da-fA-F:]+):\d{1,9})*$/,
    example: '10.0.0.1:20,10.0.0.2:5',
  },
  // None at all would let nobody in.
  'max.connection.creation.rate': { min: 1 },
  'max.connections': { min: MIN_CONNECTIONS },
  // None but those of max.connections.per.ip.overrides.
  'max.connections.per.ip': { min: MIN_CONNECTIONS, or: 0 },
  'message.max.bytes': HOLDS_A_MESSAGE,
  // Any other class would have to be in the image and on this machine; these are Kafka's own.
  'metric.reporters': { eachOf: ['org.apache.kafka.common.metrics.JmxReporter'] },
  'metrics.recording.level': { oneOf: ['INFO', 'DEBUG', 'TRACE'] },
  'num.io.threads': THREADS,
  'num.network.threads': THREADS,
  'num.partitions': { max: MAX_PARTITIONS },
  'num.recovery.threads.per.data.dir': THREADS,
  'num.replica.alter.log.dirs.threads': THREADS,
  'num.replica.fetchers': THREADS,
  'offset.metadata.max.bytes': { min: 0 },
  'offsets.commit.required.acks': { min: -1 },
  'offsets.topic.compression.codec': { min: 0, max: 4 },
  'offsets.topic.num.partitions': { max: MAX_PARTITIONS },
  'offsets.topic.segment.bytes': { min: 14 },
  // A queue of that length is allocated at start.
  'queued.max.requests': { max: 1_000_000 },
  'queued.max.request.bytes': { min: 1, or: -1 },
  'replica.fetch.min.bytes': { min: 0 },
  'replica.fetch.wait.max.ms': { min: 0 },
  'replica.high.watermark.checkpoint.interval.ms': { min: 1 },
  'replica.lag.time.max.ms': { min: 1 },
  'replica.selector.class': {
    oneOf: [
      'org.apache.kafka.common.replica.RackAwareReplicaSelector',
      'org.apache.kafka.common.replica.LeaderSelector',
    ],
  },
  'replica.socket.receive.buffer.bytes': SOCKET_BUFFER,
  'replica.socket.timeout.ms': TIMEOUT,
  'request.timeout.ms': TIMEOUT,
  'socket.connection.setup.timeout.max.ms': TIMEOUT,
  'socket.connection.setup.timeout.ms': TIMEOUT,
  'socket.receive.buffer.bytes': SOCKET_BUFFER,
  'socket.send.buffer.bytes': SOCKET_BUFFER,
  'transaction.state.log.num.partitions': { max: MAX_PARTITIONS },
  'transaction.state.log.segment.bytes': { min: 14 },
  'zookeeper.connection.timeout.ms': TIMEOUT,
};

const THROTTLED = { pattern: /^(\*|\d{1,9}:\d{1,9}(,\d{1,9}:\d{1,9})*)$/, example: '0:1,0:2' };

const topicLimits: Limits<typeof topicConfigs> = {
  'follower.replication.throttled.replicas': THROTTLED,
  'leader.replication.throttled.replicas': THROTTLED,
  'max.message.bytes': HOLDS_A_MESSAGE,
  'message.timestamp.before.max.ms': MESSAGE_AGE,
  'message.timestamp.difference.max.ms': MESSAGE_AGE,
  'retention.bytes': { min: 0, or: -1 },
  'segment.bytes': HOLDS_A_MESSAGE,
  'segment.index.bytes': HOLDS_A_MESSAGE,
};

type Definitions = Readonly<Record<string, Definition>>;

const narrowed = (definitions: Definitions, limits: Readonly<Record<string, Partial<Definition>>>): Definitions =>
  Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [name, both(definition, limits[name] ?? {})]),
  );

/** A version may have come to demand more by itself. */
const both = (definition: Definition, limit: Partial<Definition>): Definition =>
  definition.min !== undefined && limit.min !== undefined
    ? { ...definition, ...limit, min: Math.max(definition.min, limit.min) }
    : { ...definition, ...limit };

type ByVersion = Readonly<Record<KafkaVersion, Definitions>>;

const ofEachVersion = (define: (configs: (typeof KAFKA_CONFIGS)[KafkaVersion]) => Definitions): ByVersion =>
  Object.fromEntries(
    Object.entries(KAFKA_CONFIGS).map(([version, configs]) => [version, define(configs)]),
  ) as unknown as ByVersion;

export const brokerDefinitions = ofEachVersion((configs) => narrowed(configs.brokerConfigs, brokerLimits));
export const topicDefinitions = ofEachVersion((configs) => narrowed(configs.topicConfigs, topicLimits));
