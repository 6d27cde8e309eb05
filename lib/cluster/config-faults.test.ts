import { topicConfigFaults, topicConfigNameFaults, topicConfigValue } from './topic-config';
import { configFaults } from './config-faults';
import { brokerDefinitions } from './config-limits';

const ofTopic = (name: string, value: unknown) => topicConfigFaults('orders', { [name]: value });
const ofBroker = (name: string, value: unknown) => [
  ...configFaults(
    '',
    { kind: 'broker', definitions: brokerDefinitions, version: '3.9.2', mode: 'zookeeper' },
    {
      [name]: value,
    },
  ),
];

test.each<readonly [string, unknown, string]>([
  ['preallocate', 'true', 'true or false, but "true" was given'],
  ['segment.ms', '1000', 'a whole number from 1 to 9007199254740991, but "1000" was given'],
  ['segment.ms', 1.5, 'a whole number from 1 to 9007199254740991, but 1.5 was given'],
  ['min.cleanable.dirty.ratio', 1.1, 'a number from 0 to 1, but 1.1 was given'],
  ['min.cleanable.dirty.ratio', '0.5', 'a number from 0 to 1, but "0.5" was given'],
  ['min.cleanable.dirty.ratio', -0.1, 'a number from 0 to 1, but -0.1 was given'],
  ['compression.type', 'brotli', 'one of uncompressed, zstd, lz4, snappy, gzip, producer, but "brotli" was given'],
  ['cleanup.policy', 'compact,remove', 'one or several of compact, delete, but "compact,remove" was given'],
  ['leader.replication.throttled.replicas', 'all', 'text such as "0:1,0:2", but "all" was given'],
  [
    'retention.ms',
    1e18,
    'a whole number from -1 to 9007199254740991, but 1000000000000000000 was given: -1 is for ever',
  ],
  [
    'segment.ms',
    1e18,
    'a whole number from 1 to 9007199254740991, but 1000000000000000000 was given: leave it out for no limit',
  ],
  ['segment.ms', 0, 'a whole number from 1 to 9007199254740991, but 0 was given'],
  ['segment.bytes', 2 ** 60, 'a whole number from 1024 to 2147483647, but 1152921504606847000 was given'],
])('%s of %p is refused with what is allowed', (name, value, wanted) => {
  expect(ofTopic(name, value)).toEqual([`config "${name}" of topic "orders" must be ${wanted}`]);
});

test.each<readonly [string, unknown]>([
  ['preallocate', false],
  ['segment.ms', 1],
  ['retention.ms', Number.MAX_SAFE_INTEGER],
  ['min.cleanable.dirty.ratio', 0.25],
  ['cleanup.policy', 'compact, delete'],
  ['compression.type', 'zstd'],
])('%s may be %p', (name, value) => expect(ofTopic(name, value)).toEqual([]));

test('a number without a bound above is told by the one below, and a text is one line', () => {
  expect(ofBroker('log.cleaner.io.max.bytes.per.second', 0)).toEqual([
    'config "log.cleaner.io.max.bytes.per.second" must be a number of at least 1, but 0 was given',
  ]);
  for (const text of ['a\nb', 'a\rb', 5])
    expect(ofBroker('log.dir', text)).toEqual([expect.stringMatching(/must be one line of text, but .* was given$/)]);
  expect(ofBroker('log.dir', '/data')).toEqual([]);
});

test('properties that are none are told with the one that was meant, in their order', () => {
  expect(
    topicConfigNameFaults('orders', ['retention.sm', 'segment.ms', 'log.message.format.version', 'nothing']),
  ).toEqual([
    'config "retention.sm" of topic "orders" is no topic property of Kafka 3.9: did you mean "retention.ms"?',
    'config "nothing" of topic "orders" is no topic property of Kafka 3.9',
  ]);
  expect(topicConfigFaults('orders', { constructor: 1 })).toEqual([
    'config "constructor" of topic "orders" is no topic property of Kafka 3.9',
  ]);
});

test('of more mistyped names than anybody writes, those above a hundred are told without a search', () => {
  const names = Array.from({ length: 102 }, (_, index) => `retention.m${index}`);
  const faults = topicConfigFaults('orders', Object.fromEntries(names.map((name) => [name, 1])));
  expect(faults.map((fault) => fault.includes('did you mean'))).toEqual(names.map((_, index) => index < 100));
});

test.each([
  ['segment.ms', '1e3', 1000],
  ['segment.bytes', ' ', ' '],
  ['min.cleanable.dirty.ratio', ' 0.5 ', 0.5],
  ['preallocate', ' false ', false],
  ['cleanup.policy', ' compact ,  delete ', 'compact,delete'],
  ['no.such.property', ' a,b ', 'a,b'],
] as const)('Kafka reads the text of %s %j as %j', (name, text, value) => {
  expect(topicConfigValue(name, text)).toBe(value);
});
