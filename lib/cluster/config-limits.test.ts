import { configFaults } from './config-faults';
import { brokerDefinitions, topicDefinitions } from './config-limits';
import type { KafkaVersion } from './kafka-version';

const isLegal = (kind: 'broker' | 'topic', name: string, value: unknown, version: KafkaVersion = '3.9.2'): boolean => {
  const definitions = kind === 'broker' ? brokerDefinitions : topicDefinitions;
  const mode = version === '3.9.2' ? 'zookeeper' : 'kraft';
  return [...configFaults('', { kind, definitions, version, mode }, { [name]: value })].length === 0;
};

/** The last value with which a broker does not start, or is of no use, and the first beside it with which it works. */
const brokerBounds: readonly (readonly [string, unknown, unknown])[] = [
  ['background.threads', 257, 256],
  ['connections.max.idle.ms', 0, 1],
  ['connections.max.idle.ms', -2, -1],
  ['controlled.shutdown.max.retries', -1, 0],
  ['controlled.shutdown.retry.backoff.ms', -1, 0],
  ['controller.socket.timeout.ms', 999, 1000],
  ['group.initial.rebalance.delay.ms', -1, 0],
  ['group.max.session.timeout.ms', 0, 1],
  ['group.min.session.timeout.ms', 0, 1],
  ['inter.broker.protocol.version', '1.1', '2.0'],
  ['inter.broker.protocol.version', '2.9', '2.8'],
  ['inter.broker.protocol.version', '3.10', '3.9'],
  ['inter.broker.protocol.version', '3.9-IV0', '3.0'],
  ['leader.imbalance.per.broker.percentage', -1, 0],
  ['log.cleaner.io.buffer.load.factor', 0.009, 0.01],
  ['log.cleaner.io.buffer.load.factor', 1.1, 1],
  ['log.cleaner.io.buffer.size', 1023, 1024],
  ['log.cleaner.io.max.bytes.per.second', 0.9, 1],
  ['log.cleaner.threads', 257, 256],
  ['log.flush.interval.ms', -1, 0],
  ['log.flush.scheduler.interval.ms', 0, 1],
  ['log.index.size.max.bytes', 1023, 1024],
  ['log.message.timestamp.before.max.ms', 999, 1000],
  ['log.message.timestamp.difference.max.ms', 999, 1000],
  ['log.retention.bytes', -2, -1],
  ['log.retention.hours', 0, 1],
  ['log.retention.hours', -2, -1],
  ['log.retention.minutes', 0, 1],
  ['log.retention.ms', 0, 1],
  ['log.roll.jitter.ms', -1, 0],
  ['log.roll.ms', 0, 1],
  ['log.segment.bytes', 1023, 1024],
  ['max.connection.creation.rate', 0, 1],
  ['max.connections', 9, 10],
  ['max.connections.per.ip', 9, 10],
  ['max.connections.per.ip', -1, 0],
  ['message.max.bytes', 1023, 1024],
  ['metric.reporters', 'com.example.Reporter', 'org.apache.kafka.common.metrics.JmxReporter'],
  ['metrics.recording.level', 'ALL', 'TRACE'],
  ['metrics.recording.level', '', 'DEBUG'],
  ['num.io.threads', 257, 256],
  ['num.network.threads', 257, 256],
  ['num.partitions', 10_001, 10_000],
  ['num.recovery.threads.per.data.dir', 257, 256],
  ['num.replica.alter.log.dirs.threads', 257, 256],
  ['num.replica.fetchers', 257, 256],
  ['offset.metadata.max.bytes', -1, 0],
  ['offsets.commit.required.acks', -2, -1],
  ['offsets.topic.compression.codec', 5, 4],
  ['offsets.topic.compression.codec', -1, 0],
  ['offsets.topic.num.partitions', 10_001, 10_000],
  ['offsets.topic.segment.bytes', 13, 14],
  ['queued.max.requests', 1_000_001, 1_000_000],
  ['queued.max.request.bytes', 0, 1],
  ['queued.max.request.bytes', -2, -1],
  ['replica.fetch.min.bytes', -1, 0],
  ['replica.fetch.wait.max.ms', -1, 0],
  ['replica.high.watermark.checkpoint.interval.ms', 0, 1],
  ['replica.lag.time.max.ms', 0, 1],
  ['replica.selector.class', 'com.example.Selector', 'org.apache.kafka.common.replica.RackAwareReplicaSelector'],
  ['replica.selector.class', '', 'org.apache.kafka.common.replica.LeaderSelector'],
  ['replica.socket.receive.buffer.bytes', 0, 1],
  ['replica.socket.receive.buffer.bytes', -2, -1],
  ['replica.socket.timeout.ms', 999, 1000],
  ['request.timeout.ms', 999, 1000],
  ['socket.connection.setup.timeout.max.ms', 999, 1000],
  ['socket.connection.setup.timeout.ms', 999, 1000],
  ['socket.receive.buffer.bytes', 0, 1],
  ['socket.send.buffer.bytes', 0, 1],
  ['transaction.state.log.num.partitions', 10_001, 10_000],
  ['transaction.state.log.segment.bytes', 13, 14],
  ['zookeeper.connection.timeout.ms', 999, 1000],
];

const topicBounds: typeof brokerBounds = [
  ['max.message.bytes', 1023, 1024],
  ['message.timestamp.before.max.ms', 999, 1000],
  ['message.timestamp.difference.max.ms', 999, 1000],
  ['retention.bytes', -2, -1],
  ['segment.bytes', 1023, 1024],
  ['segment.index.bytes', 1023, 1024],
];

const bounds = [
  ...brokerBounds.map((bound) => ['broker', ...bound] as const),
  ...topicBounds.map((bound) => ['topic', ...bound] as const),
];

test.each(bounds)('of a %s, %s must not be %j, but may be %j', (kind, name, refused, legal) => {
  expect([isLegal(kind, name, refused), isLegal(kind, name, legal)]).toEqual([false, true]);
});

test.each([
  ['10.0.0.1:20', true],
  ['2001:db8::1:20', true],
  ['10.0.0.1:20,10.0.0.2:5', true],
  ['::1:1,10.0.0.2:123456789', true],
  ['100.200.0.254:20,192.168.100.254:123456789', true],
  ['2001:DB8::1:20,fe80::A:5', true],
  ['10.0.0.1:20,10.0.0:5', false],
  ['10.0.0.1:20,10.0.0.2:1234567890', false],
  ['10.0.0.1:20,10.0.0.2:x', false],
  ['10.0.0.1:x', false],
  ['a.b.c.d:1', false],
  ['10.0.0.1:20,a.b.c.d:1', false],
  ['g::1:20', false],
  ['10.0.0.1:20,g::1:20', false],
  ['10.0.0.1:20,10.0.0.2:5x', false],
  ['localhost:20', false],
  ['10.0.0:20', false],
  ['10.0.0.1000:20', false],
  ['10.0.0.1', false],
  ['10.0.0.1:', false],
  ['10.0.0.1:1234567890', false],
  ['10.0.0.1:20,', false],
  ['10.0.0.1:20;10.0.0.2:5', false],
  ['10.0.0.1:20,localhost:5', false],
  ['x10.0.0.1:20', false],
])('connections by address, of which Kafka looks up each name: %s is legal: %p', (text, legal) => {
  expect(isLegal('broker', 'max.connections.per.ip.overrides', text)).toBe(legal);
});

test.each(['leader', 'follower'])(
  'replicas of the %s that are throttled are all, or partitions and brokers',
  (side) => {
    const legal = (text: string) => isLegal('topic', `${side}.replication.throttled.replicas`, text);
    expect(['*', '0:1', '0:1,12:123456789'].filter((text) => !legal(text))).toEqual([]);
    expect(['', '**', '0', '0:', ':1', '0:1,', '0:1 1:2', '0:1,*', 'a:1', '0:1234567890', 'x*'].filter(legal)).toEqual(
      [],
    );
  },
);

test('where a version demands more by itself, that holds', () => {
  expect(isLegal('topic', 'segment.bytes', 2 ** 20 - 1, '4.3.1')).toBe(false);
  expect(isLegal('topic', 'segment.bytes', 2 ** 20, '4.3.1')).toBe(true);
  expect(isLegal('broker', 'num.io.threads', 0)).toBe(false);
});
