import { isSize, jvmSize, nearest, toBytes, topicConfigValue, topicNameFault } from './index';

test.each([
  ['min.insyc.replicas', 'min.insync.replicas'],
  ['PARTITIONS', 'partitions'],
  ['xyz', undefined],
  ['', undefined],
])('what is nearest to "%s" is %s', (word, expected) => {
  expect(nearest(word, ['min.insync.replicas', 'partitions', 'replicationFactor'])).toBe(expected);
});

// It took minutes when every word was compared to the end.
test('a word that is far too long is near nothing', () => {
  expect(nearest('x'.repeat(1_000_000), ['min.insync.replicas'])).toBeUndefined();
});

test.each([
  ['8Gi', 8 * 2 ** 30],
  ['640Mi', 640 * 2 ** 20],
  ['1Ki', 1024],
] as const)('%s are %i bytes', (size, bytes) => expect(toBytes(size)).toBe(bytes));

test.each(['8', '8GB', '-1Gi', '0Gi', '1.5Gi', ' 8Gi', '', '8gi', '9999999Ti', '1025Ti'])('"%s" is no size', (text) => {
  expect(isSize(text)).toBe(false);
});

test.each([
  ['640Mi', '640m'],
  ['2Gi', '2048m'],
  ['2048Ki', '2m'],
  ['100000Ki', '100000k'],
] as const)('a JVM reads %s as %s', (size, text) => expect(jvmSize(size)).toBe(text));

test.each(['test', 'a.b-c_d', '9', 'x'.repeat(249)])('"%s" is a legal topic name', (name) => {
  expect(topicNameFault(name)).toBeUndefined();
});

test.each(['', '.', '..', 'a b', 'ä', 'a/b', 'x'.repeat(250)])('"%s" is no legal topic name', (name) => {
  expect(topicNameFault(name)).toMatch(/^a topic name /);
});

test.each([
  ['retention.ms', ' 1000 ', 1000],
  ['retention.ms', 'soon', 'soon'],
  ['retention.ms', '', ''],
  ['min.cleanable.dirty.ratio', '1.0E-1', 0.1],
  ['preallocate', 'TRUE', true],
  ['preallocate', 'yes', 'yes'],
  ['cleanup.policy', 'compact, delete', 'compact,delete'],
  ['toString', '1', '1'],
])('of %s, Kafka reads "%s" as %j', (name, text, value) => expect(topicConfigValue(name, text)).toBe(value));
