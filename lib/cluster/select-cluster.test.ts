import { clusterMeant, defineCluster, selectCluster, type Cluster } from './index';

const clusters = { 'three-brokers': defineCluster({}), 'one-broker': defineCluster({ brokers: 1 }) };

test('takes the first without a name', () => expect(selectCluster(clusters)).toBe(clusters['three-brokers']));
test('takes the named one', () => expect(selectCluster(clusters, 'one-broker')).toBe(clusters['one-broker']));

test.each([
  ['one-brocker', '; did you mean "one-broker"?'],
  ['toString', ''],
  ['', ''],
])('refuses "%s" and names those there are', (name, meant) => {
  expect(() => selectCluster(clusters, name)).toThrow(
    expect.objectContaining({
      message: `cluster "${name}" is not defined in cluster.ts: use three-brokers or one-broker${meant}`,
      code: 'UNKNOWN_CLUSTER',
      exitCode: 2,
    }) as Error,
  );
});

test.each([
  [undefined, 'it exports none'],
  [{}, 'they are {}'],
  [[], 'they are []'],
  ['clusters', 'they are "clusters"'],
  [{ a: 5 }, '"a" is 5'],
  [{ a: null }, '"a" is null'],
  [{ a: { description: {} } }, '"a" is { description: {} }'],
  [{ a: { brokers: 3 } }, '"a" is { brokers: 3 }'],
  [{ a: undefined, b: clusters['one-broker'] }, '"a" is undefined'],
])('%j is no export of clusters', (exported, given) => {
  expect(() => selectCluster(exported as unknown as Readonly<Record<string, Cluster>>)).toThrow(
    `cluster.ts must export clusters: { "my-cluster": defineCluster({ … }) }, but ${given}`,
  );
});

test('tells of each export that is no cluster', () => {
  expect(() => selectCluster({ a: 1, b: 2 } as unknown as Readonly<Record<string, Cluster>>)).toThrow(
    /"a" is 1\n.*"b" is 2$/,
  );
});

test('takes the one whose name is given, unless the key of another one is', () => {
  const own = defineCluster({ name: 'small', brokers: 1 });
  const described = { large: defineCluster({}), own };
  expect(clusterMeant(described, { name: 'small' })).toBe(own);
  expect(clusterMeant(described, { name: 'small', cluster: 'large' })).toBe(described.large);
  expect(clusterMeant(described, { name: 'second' })).toBe(described.large);
  expect(clusterMeant(described, {})).toBe(described.large);
});

test('takes the one that a name was started as, while that is there', () => {
  const described = { large: defineCluster({}), small: defineCluster({ name: 'small', brokers: 1 }) };
  expect(clusterMeant(described, { name: 'second', startedAs: 'small' })).toBe(described.small);
  expect(clusterMeant(described, { name: 'second', startedAs: 'small', cluster: 'large' })).toBe(described.large);
  expect(clusterMeant(described, { name: 'second', startedAs: 'gone' })).toBe(described.large);
  // Without a name nothing was started that could be meant.
  expect(clusterMeant(described, { startedAs: 'small' })).toBe(described.large);
});
