import {
  configRefusal,
  factorsOf,
  factorText,
  keptConfig,
  keptFactor,
  mayDelete,
  partitionOf,
  replicasIn,
  topicRefusals,
} from './topics';

const asked = { name: 'orders', partitions: 2, replicationFactor: 2 };
const derived = { ...asked, isFactorDerived: true };
const [both, first] = [['orders-0', 'orders-1'], ['orders-0']];

describe('a topic that brokers hold', () => {
  test.each([
    ['as it is described', asked, [both, both, ['other-0']]],
    ['with fewer partitions', asked, [first, first]],
    ['not, under a name that begins alike', asked, [['orders-eu-7'], ['orders-eu-7'], ['orders-eu-7']]],
    ['with another factor, which nobody asked for', derived, [both]],
    ['with a factor that is not certain, as a broker is empty', asked, [both, []]],
    ['with the factor in some partitions, as a change of it was stopped half way', asked, [both, both, first]],
    ['not at all', asked, []],
  ])('can stay: %s', (_, topic, brokers) => {
    expect(topicRefusals([topic], brokers)).toEqual([]);
  });

  test.each([
    ['orders" has 8 partitions, but 2 are described', asked, [['orders-7'], ['orders-7']]],
    ['orders" has 8 partitions, but 2 are described', derived, [['orders-7'], []]],
    ['orders" has replication factor 1, but 2 is described', asked, [first, ['orders-1']]],
    ['orders" has replication factor 3, but 2 is described', asked, [both, both, both]],
    ['orders" has replication factors 1 and 3, but 2 is described: change it', asked, [both, first, first]],
  ])('cannot become another: %s', (text, topic, brokers) => {
    expect(topicRefusals([topic], brokers)).toEqual([expect.stringContaining(text)]);
  });

  test('is told all that is wrong with it', () => {
    expect(topicRefusals([asked], [['orders-7']])).toEqual([
      expect.stringContaining('has 8 partitions'),
      expect.stringContaining('has replication factor 1'),
    ]);
  });

  test('keeps the factors that it has half way, which is told of all of them', () => {
    const found = { partitions: 2, replicationFactors: [1, 2] };
    expect(keptFactor(derived, found)).toMatch(/^keeps replication factors 1 and 2, where a new one gets 2: .* them$/);
    expect(keptFactor(asked, found)).toMatch(/^keeps replication factors 1 and 2, where 2 is described: /);
  });

  test('keeps a factor that nobody asked for, which is told', () => {
    const found = { partitions: 2, replicationFactors: [1] };
    expect(keptFactor(derived, found)).toMatch(/^keeps replication factor 1, where a new one gets 2: /);
    expect(keptFactor(derived, { ...found, replicationFactors: [2] })).toBeUndefined();
    expect(keptFactor(asked, found)).toBeUndefined();
  });

  test('keeps properties that are not described, which is told', () => {
    const given = ['retention.ms', 'segment.ms'].map((name) => ({ name, value: '1000' }));
    expect(keptConfig('orders', given)).toBe(
      'keeps retention.ms=1000 and segment.ms=1000, which are not described: npm run admin -- alter orders --reset retention.ms,segment.ms takes them away',
    );
    expect(keptConfig('orders', given.slice(0, 1))).toBe(
      'keeps retention.ms=1000, which is not described: npm run admin -- alter orders --reset retention.ms takes it away',
    );
    expect(keptConfig('orders', [])).toBeUndefined();
  });
});

test('the folders of a broker tell its replicas, without those that are on their way out or astray', () => {
  const listing = [
    'cleaner-offset-checkpoint',
    'meta.properties',
    '__consumer_offsets-12',
    'orders.v1-eu-0',
    'test-0.4b1c6a0b31a84c6fb6dc1bb5e0a2d83f-delete',
    'test-1.f2ab09-stray',
    'test-2.30bd9c-future',
    '__cluster_metadata-0',
    'lost and found-1',
  ];
  expect(replicasIn(listing)).toEqual(['__consumer_offsets-12', 'orders.v1-eu-0']);
});

describe('properties of a topic that is there', () => {
  const WEEK = { 'cleanup.policy': 'delete', 'retention.ms': '604800000', 'retention.bytes': '-1' };
  const refusal = (
    described: Readonly<Record<string, string | number>>,
    found: Readonly<Record<string, string>> = {},
  ) => configRefusal('orders', described, (name) => ({ ...WEEK, ...found })[name as keyof typeof WEEK]);

  test.each([
    [{ 'retention.ms': 604_800_000 }, {}],
    [{ 'retention.ms': '-1' }, {}],
    [{ 'retention.bytes': -1 }, { 'retention.bytes': '1000' }],
    [{ 'retention.ms': 1000 }, { 'cleanup.policy': 'compact' }],
    [{ 'cleanup.policy': 'compact' }, { 'cleanup.policy': 'compact,delete' }],
    [{ 'cleanup.policy': 'compact,delete', 'retention.ms': -1 }, { 'cleanup.policy': 'compact' }],
    [
      { 'delete.retention.ms': 0, 'min.compaction.lag.ms': 0 },
      { 'delete.retention.ms': '5', 'min.compaction.lag.ms': '5' },
    ],
    [{ 'delete.retention.ms': 10 }, { 'cleanup.policy': 'compact', 'delete.retention.ms': '5' }],
    [{ 'max.message.bytes': 1000, 'segment.bytes': 14 }, {}],
  ])('become %j where they are %j', (described, found) => expect(refusal(described, found)).toBeUndefined());

  test.each([
    [{ 'retention.ms': 1000 }, {}],
    [{ 'retention.ms': 1000 }, { 'retention.ms': '-1' }],
    [{ 'retention.bytes': 100 }, {}],
    [{ 'cleanup.policy': 'compact' }, {}],
    [{ 'cleanup.policy': 'compact, delete' }, {}],
    [{ 'cleanup.policy': 'delete' }, { 'cleanup.policy': 'compact' }],
    // Readers that are behind do not see them any more.
    [{ 'delete.retention.ms': 0 }, { 'cleanup.policy': 'compact', 'delete.retention.ms': '86400000' }],
    [{ 'min.compaction.lag.ms': 0 }, { 'cleanup.policy': 'compact,delete', 'min.compaction.lag.ms': '60000' }],
  ])('do not become %j where they are %j: messages would go', (described, found) => {
    expect(refusal(described, found)).toMatch(
      /^topic "orders" has .+ is described, .+ or let them go: .* alter orders -c .* --yes$/,
    );
  });

  test('are quoted with those only that differ', () => {
    expect(refusal({ 'retention.ms': 1000, 'retention.bytes': -1 })).toMatch(
      /^topic "orders" has retention\.ms=604800000, but retention\.ms=1000 is described/,
    );
  });
});

test('a refusal says how the factor is changed, or what to describe where all partitions have one', () => {
  const change = 'change it: npm run admin -- reassign orders --replication-factor 2';
  expect(topicRefusals([asked], [first, ['orders-1']])).toEqual([
    `topic "orders" has replication factor 1, but 2 is described: describe 1, or ${change}`,
  ]);
  expect(topicRefusals([asked], [both, first, first])).toEqual([
    `topic "orders" has replication factors 1 and 3, but 2 is described: ${change}`,
  ]);
  expect(keptFactor(derived, { partitions: 2, replicationFactors: [1] })).toBe(
    'keeps replication factor 1, where a new one gets 2: npm run admin -- reassign orders --replication-factor 2 changes it',
  );
});

test('what would remove messages is told with all of it, and with the command that agrees', () => {
  const found = { 'retention.ms': '500' } as Readonly<Record<string, string>>;
  expect(configRefusal('orders', { 'retention.ms': 1, 'retention.bytes': 2 }, (name) => found[name])).toBe(
    'topic "orders" has retention.bytes=, retention.ms=500, but retention.bytes=2, retention.ms=1 is described, which does not keep all of its messages: describe what it has, or let them go: npm run topics -- alter orders -c retention.bytes=2 -c retention.ms=1 --yes',
  );
  expect(['retention.ms', 'cleanup.policy', 'segment.ms'].map(mayDelete)).toEqual([true, true, false]);
});

test('factors are told each once, in order', () => {
  expect(factorsOf([3, undefined, 1, 3, 2])).toEqual([1, 2, 3]);
  expect([[2], [2, 3], [1, 2, 3]].map(factorText)).toEqual(['2', '2 and 3', '1, 2 and 3']);
});

test('a replica is of a topic and of a partition', () => {
  expect(partitionOf('orders-eu-12')).toEqual({ topic: 'orders-eu', partition: 12 });
});
