import { defineCluster, InvalidClusterError, text, topic, type ClusterDescription } from './index';

const faultsOf = (description: unknown): readonly string[] => {
  try {
    defineCluster(description as ClusterDescription);
  } catch (error) {
    if (error instanceof InvalidClusterError) return error.faults;
    throw error;
  }
  return [];
};

test('an empty description is three brokers and one ZooKeeper server on the ports that Kafka users know', () => {
  const cluster = defineCluster({});
  expect(cluster.brokers).toEqual([
    { id: 1, externalPort: 9091, localInternalPort: 19091, nodePort: 30091 },
    { id: 2, externalPort: 9092, localInternalPort: 19092, nodePort: 30092 },
    { id: 3, externalPort: 9093, localInternalPort: 19093, nodePort: 30093 },
  ]);
  expect(cluster.zookeeper).toEqual({
    servers: [{ id: 1, localClientPort: 2181, localPeerPort: 12181, localElectionPort: 22181 }],
    tickTimeMs: 2000,
    sessionTimeoutMs: 6000,
  });
  expect(cluster.uiPort).toBe(8080);
});

test.each([
  [1, 1, 1],
  [2, 2, 1],
  [3, 3, 2],
  [5, 3, 2],
])('%i brokers give factor %i and min in sync %i, everywhere', (brokers, factor, minInSync) => {
  const cluster = defineCluster({ brokers, topics: { orders: {} } });
  expect(cluster.replication).toEqual({ factor, minInSync });
  expect(cluster.topics[0]).toMatchObject({ name: 'orders', partitions: 3, replicationFactor: factor });
  expect(cluster.config).toMatchObject({
    'default.replication.factor': `${factor}`,
    'min.insync.replicas': `${minInSync}`,
    'offsets.topic.replication.factor': `${factor}`,
    'transaction.state.log.replication.factor': `${factor}`,
    'transaction.state.log.min.isr': `${minInSync}`,
  });
});

test.each([
  [1, 1],
  [2, 1],
])('a topic of factor %i among three brokers has min in sync %i of its own', (replicationFactor, minInSync) => {
  const { topics } = defineCluster({ topics: { orders: { replicationFactor, config: { 'retention.ms': 1000 } } } });
  expect(topics[0]!.config).toEqual({ 'min.insync.replicas': minInSync, 'retention.ms': 1000 });
});

test('a topic whose factor is the cluster’s has the brokers’ min in sync', () => {
  expect(defineCluster({ topics: { orders: {} } }).topics[0]!.config).toEqual({});
});

test('topics may have lists of properties, and names may be as long as what is derived from them allows', () => {
  expect(faultsOf({ topics: { orders: { config: { 'cleanup.policy': 'compact, delete' } } } })).toEqual([]);
  expect(faultsOf({ name: 'k'.repeat(49) })).toEqual([]);
});

test('the heap is 40 % of the memory limit unless it is given', () => {
  const { resources } = defineCluster({
    resources: { broker: { memory: '1Gi' }, ui: { memory: '512Mi', heap: '300Mi' } },
  });
  expect(resources.broker).toEqual({ cpu: '200m', memory: '1Gi', heap: '400Mi' });
  expect(resources.ui.heap).toBe('300Mi');
});

test('the user’s broker properties go over the derived ones', () => {
  expect(defineCluster({ config: { 'num.partitions': 12 } }).config['num.partitions']).toBe('12');
});

test('all faults come in one error', () => {
  expect(
    faultsOf({ brokers: 2, topics: { a: { replicationFactor: 3 }, 'b c': {} }, hostPorts: { ui: 9091 } }),
  ).toHaveLength(3);
});

test('the message of one fault is that fault, of several a list', () => {
  expect(() => defineCluster({ namespace: 'X' })).toThrow(/^namespace must consist/);
  expect(() => defineCluster({ name: 'X', namespace: 'X' })).toThrow(/^\d faults:\n {2}/);
});

test.each<[unknown, string]>([
  [undefined, 'a cluster description must be an object, but undefined was given'],
  [[], 'a cluster description must be an object, but [] was given'],
  [{ broker: 3 }, 'a cluster description has no field "broker": did you mean "brokers"?'],
  ...[0, 10, 1e9, -1, 2.5, NaN].map((brokers): [unknown, string] => [
    { brokers },
    `brokers must be a whole number from 1 to 9, as each broker has a NodePort from 30091 to 30099, but ${brokers} was given`,
  ]),
  [
    { zookeeper: { replicas: 2 } },
    'zookeeper.replicas must be 1, 3 or 5, as an even ensemble survives no more failures than the odd one below it, but 2 was given',
  ],
  [{ topics: { a: { partition: 3 } } }, 'topics.a has no field "partition": did you mean "partitions"?'],
  [
    { topics: { a: { serde: JSON } } },
    'topics.a.serde must be an object with the functions serialise and deserialise, but {} was given',
  ],
  [{ topics: ['a'] }, 'topics must be an object, but ["a"] was given'],
  [{ storage: { size: '8GB' } }, 'storage.size must be a size such as "640Mi" or "8Gi", but \'8GB\' was given'],
  [{ metadata: 'kraft' }, 'metadata must be "zookeeper", but \'kraft\' was given'],
  [
    { reachable: { from: 'load-balancer' } },
    'reachable must be { from: "kind" }, { from: "inside" } or { from: "load-balancer", hosts: ["…"] }, but {"from":"load-balancer"} was given',
  ],
  ...['pod', 'toString', 5].map((from): [unknown, string] => [
    { reachable: { from } },
    `reachable must be { from: "kind" }, { from: "inside" } or { from: "load-balancer", hosts: ["…"] }, but {"from":${JSON.stringify(from)}} was given`,
  ]),
  [
    { reachable: { from: 'load-balancer', hosts: ['a', 'b', 'c'], host: 'x' } },
    'reachable has no field "host": did you mean "hosts"?',
  ],
  [{ reachable: { from: 'load-balancer', hosts: 'a' } }, "reachable.hosts must be a list of texts, but 'a' was given"],
  [{ reachable: { from: 'kind', hosts: ['a'] } }, 'reachable has no field "hosts": use from'],
])('%j is misshapen', (description, fault) => expect(faultsOf(description)).toEqual([fault]));

test('the names of the topics and the types of their values are part of the type', () => {
  const cluster = defineCluster({ topics: { orders: topic<{ id: number }>(), notes: topic({ serde: text }) } });
  const [orders, notes] = cluster.topics as unknown as [
    Extract<(typeof cluster.topics)[number], { name: 'orders' }>,
    Extract<(typeof cluster.topics)[number], { name: 'notes' }>,
  ];
  const name: 'orders' = orders.name;
  const id: number = orders.serde.deserialise(Buffer.from('{"id":1}')).id;
  const note: string = notes.serde.deserialise(Buffer.from('a'));
  expect([name, id, note]).toEqual(['orders', 1, 'a']);
});

test('a variant is made from the description of another', () => {
  const cluster = defineCluster({ topics: { orders: {} } });
  const variant = defineCluster({ ...cluster.description, hostPorts: { brokers: 12001 } });
  expect(variant.brokers.map(({ externalPort }) => externalPort)).toEqual([12001, 12002, 12003]);
  expect(variant.topics).toEqual(cluster.topics);
});
