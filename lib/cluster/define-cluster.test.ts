import { inspect } from 'node:util';
import {
  clientListener,
  defineCluster,
  InvalidClusterError,
  text,
  topic,
  type Cluster,
  type ClusterDescription,
} from './index';

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
  const ports = cluster.brokers.map(({ id, listeners }) => [
    id,
    ...listeners.flatMap(({ name, local, pod }) => [name, local.port, pod?.port, pod?.nodePort]),
  ]);
  expect(ports).toEqual([
    [1, 'INTERNAL', 19091, 19090, undefined, 'EXTERNAL', 9091, 9091, 30091],
    [2, 'INTERNAL', 19092, 19090, undefined, 'EXTERNAL', 9092, 9092, 30092],
    [3, 'INTERNAL', 19093, 19090, undefined, 'EXTERNAL', 9093, 9093, 30093],
  ]);
  expect(cluster.metadata).toEqual({
    mode: 'zookeeper',
    name: 'ZooKeeper',
    role: 'zookeeper',
    version: '3.8.4',
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
  expect(resources.broker).toMatchObject({ cpu: '200m', memory: '1Gi', heap: '400Mi' });
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
  ...[0, 100, 1e9, -1, 2.5, NaN].map((brokers): [unknown, string] => [
    { brokers },
    `brokers must be a whole number from 1 to 99, but ${brokers} was given`,
  ]),
  [
    { zookeeper: { replicas: 2 } },
    'zookeeper.replicas must be 1, 3 or 5: an even ensemble survives no more failures than the odd one below it, and more than 5 servers only slow down what is written, but 2 was given',
  ],
  [{ topics: { a: { partition: 3 } } }, 'topics.a has no field "partition": did you mean "partitions"?'],
  [
    { topics: { a: { serde: JSON } } },
    'topics.a.serde must be an object with the functions serialise and deserialise, but Object [JSON] {} was given',
  ],
  [{ topics: ['a'] }, "topics must be an object, but [ 'a' ] was given"],
  [
    { storage: { size: '8GB' } },
    'storage.size must be a size such as "640Mi" or "8Gi", at most 1024Ti, but "8GB" was given',
  ],
  [{ metadata: 'raft' }, 'metadata must be one of "zookeeper", "kraft", but "raft" was given'],
  [
    { reachable: { from: 'load-balancer' } },
    'reachable must be { from: "kind" }, { from: "inside" } or { from: "load-balancer", hosts: ["…"] }, but { from: \'load-balancer\' } was given',
  ],
  ...['pod', 'toString', 5].map((from): [unknown, string] => [
    { reachable: { from } },
    `reachable must be { from: "kind" }, { from: "inside" } or { from: "load-balancer", hosts: ["…"] }, but { from: ${inspect(from)} } was given`,
  ]),
  [
    { reachable: { from: 'load-balancer', hosts: ['a', 'b', 'c'], host: 'x' } },
    'reachable has no field "host": did you mean "hosts"?',
  ],
  [{ reachable: { from: 'load-balancer', hosts: 'a' } }, 'reachable.hosts must be a list of texts, but "a" was given'],
  [{ reachable: { from: 'kind', hosts: ['a'] } }, 'reachable has no field "hosts": use from'],
  [
    { storage: { sort: 'ssd' } },
    expect.stringMatching(/^storage has no field "sort": use size, zookeeperSize, /) as string,
  ],
  [{ name: '' }, 'name must be text, but "" was given'],
  [{ storage: { className: 5 } }, 'storage.className must be text, but 5 was given'],
  [
    { storage: { size: 8 } },
    expect.stringMatching(/^storage\.size must be a size such as .*, but 8 was given$/) as string,
  ],
  [
    { resources: { jobs: { cpu: 1 } } },
    expect.stringMatching(/^resources\.jobs\.cpu must be .*, but 1 was given$/) as string,
  ],
  [{ guard: 'yes' }, 'guard must be true or false, but "yes" was given'],
  [{ metrics: 'yes' }, 'metrics must be true, false or an object, but "yes" was given'],
  [{ zones: ['a', 1] }, "zones must be a list of texts, but [ 'a', 1 ] was given"],
  [{ jvm: { broker: '-Xss1m' } }, 'jvm.broker must be a list, but "-Xss1m" was given'],
  [{ jvm: { broker: ['-Xss1m', 5] } }, 'jvm.broker[1] must be text, but 5 was given'],
  ...[{ serialise: () => 'a' }, { deserialise: () => 'a' }, null].map((serde): [unknown, string] => [
    { topics: { a: { serde } } },
    expect.stringMatching(
      /^topics\.a\.serde must be an object with the functions serialise and deserialise, but /,
    ) as string,
  ]),
])('%j is misshapen', (description, fault) => expect(faultsOf(description)).toEqual([fault]));

test('a class and a label may be empty, and what is off or none may be written out', () => {
  const description = {
    guard: false,
    security: 'none',
    storage: { className: '' },
    services: { annotations: { a: '' } },
  };
  expect(faultsOf(description)).toEqual([]);
});

test('more brokers than kind has NodePorts for run where they need none', () => {
  expect(faultsOf({ brokers: 99, reachable: { from: 'inside' } })).toEqual([]);
});

test('an undefined property counts as left out, as does any other field', () => {
  const description: unknown = {
    config: { 'num.partitions': undefined },
    topics: { a: { config: { 'retention.ms': undefined } }, b: undefined },
  };
  const { config, topics } = defineCluster(description as ClusterDescription) as Cluster;
  expect(config['num.partitions']).toBe('3');
  expect(topics.map((topic) => [topic.name, topic.config])).toEqual([['a', {}]]);
});

test('every size and every amount of CPU that is wrong is named', () => {
  expect(faultsOf({ resources: { broker: { cpu: 'lots', memory: '8Gb' } } })).toEqual([
    'resources.broker.cpu must be cores or millicores, such as "0.5" or "250m", but "lots" was given',
    'resources.broker.memory must be a size such as "640Mi" or "8Gi", at most 1024Ti, but "8Gb" was given',
  ]);
});

test('a field that no description has does not compile', () => {
  // @ts-expect-error the field is called brokers
  expect(() => defineCluster({ topics: { a: {} }, broker: 3 })).toThrow('did you mean "brokers"?');
});

const circle: Record<string, unknown> = {};
circle.size = circle;
let deep: unknown = 1;
for (let level = 0; level < 20_000; level++) deep = { deep };
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const angry = (): never => {
  throw new Error('boom');
};
const serde = Object.defineProperty({}, 'serialise', { get: angry });

test.each<[string, unknown, number]>([
  ['a bigint', { config: { 'log.retention.bytes': 1000n } }, 1],
  ['a bigint within', { name: { a: 1n }, namespace: 1 }, 2],
  ['a circle', { storage: circle }, 1],
  ['a circle in a config', { config: { 'num.partitions': circle } }, 1],
  ['a hole', { zones: [, 'a'] }, 1],
  ['a list without end', { zones: new Array(2 ** 32 - 1) }, 1],
  ['an object without a prototype', { config: { 'num.partitions': Object.create(null) as unknown } }, 1],
  ['the same for a topic', { topics: { a: { config: { 'retention.bytes': Object.create(null) as unknown } } } }, 1],
  ['a symbol for a topic', { topics: { a: { config: { 'retention.bytes': Symbol('x') } } } }, 1],
  ['a getter that throws', Object.defineProperty({}, 'name', { get: angry, enumerable: true }), 1],
  ['text that throws', { name: { toJSON: angry, toString: angry, [inspect.custom]: angry } }, 1],
  ['a tag that throws', { name: Object.defineProperty({}, Symbol.toStringTag, { get: angry }) }, 1],
  ['20,000 levels', { config: { x: deep } }, 1],
  ['20,000 levels of a value', { config: { 'num.partitions': deep } }, 1],
  ['a revoked proxy', revoked, 1],
  ['a revoked proxy within', { topics: revoked, storage: revoked }, 2],
  ['a proxy that throws', { storage: new Proxy({}, { ownKeys: angry }) }, 1],
  ['a serde that throws', { topics: { a: { serde } } }, 1],
  ['a Map', { config: new Map([['num.partitions', 3]]), topics: new Map() }, 2],
  ['names of every object', { toString: 1, config: { constructor: 1, ['__proto__']: 1 } }, 1],
  ['such names in a config', { config: { constructor: 1, ['__proto__']: 1 } }, 2],
  ['such names of topics', { topics: { constructor: {}, ['__proto__']: {} } }, 1],
  ['a Date', new Date(), 1],
  ['names of two lines', { 'a\nb': 1, images: { 'a\nb': 1 }, topics: { 'a\nb': { 'a\nb': 1 } } }, 3],
  ['a name of a property of two lines', { config: { 'a\nb': 1 } }, 1],
  ['a topic of two lines', { topics: { 'a\nb': { config: { 'retention.ms': 'x' } } } }, 2],
  ['names without end', { ['x'.repeat(100_000)]: 1, config: { ['x'.repeat(100_000)]: 1 } }, 1],
])('%s is told in a sentence of moderate length', (_, description, count) => {
  const faults = faultsOf(description);
  expect(faults).toHaveLength(count);
  for (const fault of faults) expect(fault).toMatch(/^[^\n]{10,600}$/);
});

test('what reads the description again finds what was checked', () => {
  let reads = 0;
  const description = Object.defineProperty({}, 'brokers', { get: () => ++reads, enumerable: true });
  const { brokers, description: kept } = defineCluster(description as ClusterDescription);
  expect([brokers.length, kept.brokers]).toEqual([1, 1]);
});

test('a serde of a class stays what it is', () => {
  class Upper {
    readonly #letters = 'A';
    serialise = (): string => this.#letters;
    deserialise(): string {
      return this.#letters;
    }
  }
  const own = new Upper();
  expect(defineCluster({ topics: { a: { serde: own } } }).topics[0]!.serde).toBe(own);
});

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
  expect(variant.brokers.map((broker) => clientListener(broker).local.port)).toEqual([12001, 12002, 12003]);
  expect(variant.topics).toEqual(cluster.topics);
});
