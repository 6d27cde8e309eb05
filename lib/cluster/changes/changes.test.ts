import { changesBetween, defineCluster, factsOf, refusalOf, warningsOf, type ClusterDescription } from '../index';

const changes = (before: ClusterDescription, after: ClusterDescription) =>
  changesBetween(factsOf(defineCluster(before)), factsOf(defineCluster(after)), 'kubernetes');

test('facts are plain JSON, and those of an equal description are equal', () => {
  const facts = factsOf(defineCluster({ topics: { test: {} } }));
  expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  expect(facts).toMatchObject({
    brokers: 3,
    'zookeeper.replicas': 1,
    'storage.size': '8Gi',
    'hostPorts.brokers': 9091,
  });
  expect(changes({}, { brokers: 3, storage: {} })).toEqual([]);
});

test('more and fewer of a thing are different changes', () => {
  expect(changes({ brokers: 4 }, { brokers: 5 })).toMatchObject([{ field: 'brokers', effect: { does: 'rolled' } }]);
  expect(changes({ brokers: 5 }, { brokers: 4 })).toMatchObject([
    { field: 'brokers', before: 5, after: 4, effect: { does: 'refused', unless: 'the brokers to go hold no replica' } },
  ]);
});

test('what is set or taken away for the first time is a change', () => {
  expect(changes({}, { storage: { className: 'fast' } })).toMatchObject([{ field: 'storage.className' }]);
  expect(changes({ namespace: 'a' }, {})).toMatchObject([{ field: 'namespace', before: 'a', after: null }]);
});

test('a field that older facts do not know has not changed', () => {
  const older = { ...factsOf(defineCluster({})), 'images.ui': undefined };
  expect(changesBetween(older, factsOf(defineCluster({})), 'local')).toEqual([]);
});

test('a refusal names the brokers that are to stay, those that were described', () => {
  const [change] = changes({ brokers: 5 }, { brokers: 4 });
  expect(refusalOf(change!)).toMatch(/reassign --to 1,2,3,4`/);
});

test('a refusal says what is there, what was given and what to do', () => {
  const [change] = changes({ zookeeper: { replicas: 3 } }, { zookeeper: { replicas: 1 } }).filter(refusalOf);
  expect(refusalOf(change!)).toBe(
    'zookeeper.replicas is 1 in cluster.ts, but 3 in the cluster that is there: the servers that stay may lack what the others have stored: describe as many again',
  );
});

test.each([
  [{ 'log.retention.ms': 1000 }, {}],
  [{ 'log.retention.minutes': 60 }, {}],
  [{ 'log.retention.bytes': 1_000_000 }, {}],
  [{}, { 'log.retention.ms': -1 }],
  [{ 'log.cleanup.policy': 'compact' }, {}],
  [{ 'log.retention.hours': 300 }, { 'log.retention.ms': 2_000_000_000 }],
  [{ 'log.cleanup.policy': 'compact', 'log.cleaner.delete.retention.ms': 0 }, { 'log.cleanup.policy': 'compact' }],
])('that brokers keep messages for less is refused: %j where it was %j', (after, before) => {
  const [change] = changes({ config: before }, { config: after });
  expect(change).toMatchObject({ field: 'config', effect: { does: 'refused' } });
});

test.each([
  [{ 'log.retention.hours': 168 }, {}],
  [{ 'log.retention.ms': -1 }, {}],
  [{ 'log.retention.ms': 1000 }, { 'log.retention.ms': 100 }],
  [{ 'log.retention.hours': 1, 'log.retention.ms': 700_000_000 }, {}],
  [{ 'num.io.threads': 3 }, {}],
  [{ 'log.cleaner.delete.retention.ms': 0 }, {}],
])('other properties of brokers are rolled out: %j where it was %j', (after, before) => {
  const [change] = changes({ config: before }, { config: after });
  expect(change).toMatchObject({ field: 'config', effect: { does: 'rolled' } });
});

test('of properties only those that differ are shown', () => {
  const [change] = changes(
    { config: { 'num.io.threads': 3 } },
    { config: { 'num.io.threads': 3, 'log.retention.ms': 5 } },
  );
  expect(refusalOf(change!)).toMatch(
    /^config is \{ 'log\.retention\.ms': '5' \} in cluster\.ts, but \{\} in the cluster that is there: brokers would/,
  );
});

test.each([
  [{ 'offsets.retention.minutes': 60 }, 'config was changed: a group that nobody is in loses older positions'],
  [{ 'min.insync.replicas': 1 }, 'config was changed: acknowledged messages may be lost'],
  [{ 'unclean.leader.election.enable': true }, 'config was changed: acknowledged messages may be lost'],
])('what takes away safety is told, and what gives it back is not: %j', (config, told) => {
  expect(warningsOf(changes({}, { config }))).toEqual([expect.stringContaining(told)]);
  expect(warningsOf(changes({ config }, {}))).toEqual([]);
});

test.each<readonly [ClusterDescription, readonly string[]]>([
  [{}, ['ZooKeeper', 'brokers']],
  [{ metadata: 'kraft' }, ['brokers']],
  [{ metadata: 'kraft', controllers: 3 }, ['controllers', 'brokers']],
])('only servers that there are take part: of %j %j', (description, parts) => {
  const [before, after] = [description, { ...description, security: {} }].map((each) => factsOf(defineCluster(each)));
  expect(changesBetween(before!, after!, 'local')).toMatchObject([
    { field: 'security', effect: { does: 'stopped', parts } },
    { field: 'security.clients' },
  ]);
});

test('what can be done is not refused, and what was not described is told as not set', () => {
  const rolledOut = changes({}, { config: { 'num.io.threads': 3 } });
  expect(rolledOut.map(refusalOf)).toEqual([undefined]);
  const [change] = changes({}, { storage: { className: 'fast' } });
  expect(refusalOf(change!)).toMatch(/^storage\.className is 'fast' in cluster\.ts, but not set in the cluster /);
});

test('however many properties differ, they are told in one line', () => {
  const many = { 'log.retention.ms': 5, 'log.retention.bytes': 100_000, 'log.cleaner.delete.retention.ms': 1000 };
  const [change] = changes({}, { config: many });
  expect(refusalOf(change!)).toMatch(/^config is \{ [^\n]* \} in cluster\.ts, but \{\} in the cluster/);
});

test('leaders that may lack messages, and fewer copies of them, are warned of', () => {
  const warnings = (before: object, after: object) => warningsOf(changes({ config: before }, { config: after }));
  const lost = [expect.stringContaining('acknowledged messages may be lost')];
  expect(warnings({}, { 'unclean.leader.election.enable': true })).toEqual(lost);
  expect(warnings({ 'min.insync.replicas': 2 }, { 'min.insync.replicas': 1 })).toEqual(lost);
  expect(warnings({ 'unclean.leader.election.enable': true }, {})).toEqual([]);
  expect(warnings({}, { 'offsets.retention.minutes': 10_079 })).toEqual([expect.stringContaining('older positions')]);
  expect(warnings({}, { 'offsets.retention.minutes': 10_081 })).toEqual([]);
});
