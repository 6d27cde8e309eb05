import { clusters } from '../cluster';
import * as audit from '../lib/exports/audit';
import * as description from '../lib/exports/index';
import * as kafka from '../lib/exports/kafka';
import * as kubernetes from '../lib/exports/kubernetes';
import * as local from '../lib/exports/local';
import type { Cluster } from '../lib/cluster';

// Callers in plain JavaScript have no types to stop them: each argument of all that is exported, as what it must not be.

const cluster = clusters['three-brokers'] as Cluster;
const client = { metadata: {} };
const topic = { name: 'orders', partitions: 1, replicationFactor: 1 };

/** Of each function, arguments as they should be; undefined for those that take whatever they are given. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[] | undefined>> = {
  // 'kafka-streaming'
  defineCluster: [{}],
  hostAddresses: [cluster],
  localAddresses: [cluster],
  selectCluster: [clusters],
  deletable: undefined,
  json: undefined,
  topic: undefined,
  // '/kubernetes'
  kindConfig: [cluster],
  brokerPlace: [cluster],
  controllerPlace: [cluster],
  synthesise: [cluster],
  zooKeeperPlace: [cluster],
  // '/local'
  down: [cluster, { folder: '/none' }],
  startKafka: undefined,
  status: [cluster, { folder: '/none' }],
  up: [cluster, { folder: '/none' }],
  // '/audit'
  auditHeader: undefined,
  identityOf: undefined,
  newRunId: undefined,
  readJournals: ['journal.ndjson'],
  // '/kafka'
  createAcls: [client, []],
  deleteAcls: [client, []],
  listAcls: [client],
  addPartitions: [client, 'orders', 3],
  validatePartitions: [client, 'orders', 3],
  alterBrokerConfig: [client, 1, {}],
  alterTopicConfig: [client, 'orders', {}],
  validateBrokerConfig: [client, 1, {}],
  validateTopicConfig: [client, 'orders', {}],
  alterClientQuotas: [client, {}, {}],
  listClientQuotas: [client],
  createTopic: [client, topic],
  createTopics: [client, [topic]],
  validateTopics: [client, [topic]],
  deleteRecords: [client, []],
  deleteTopic: [client, 'orders'],
  describeConfig: [client, { topic: 'orders' }],
  describeLogDirs: [client],
  describeQuorum: [client],
  findController: [client, {}],
  openTransactions: [client, ['orders']],
  withheldOffsets: [client, 'orders'],
  describeGroup: [client, 'billing'],
  describeMembers: [client, 'billing'],
  listGroups: [client],
  describeTopic: [client, 'orders'],
  electLeaders: [client],
  compareTopics: [client, [topic]],
  ensureTopics: [client, [topic]],
  ensureUsers: [client, []],
  findTopics: [client, [topic]],
  findOffsets: [client, 'orders', 'latest'],
  alterGroupOffsets: [client, 'billing', []],
  deleteGroup: [client, 'billing'],
  deleteGroupOffsets: [client, 'billing', []],
  listTopics: [client],
  newTopicFaults: [topic],
  onceEnoughBrokers: undefined,
  planReassignment: [[], {}],
  planRebalance: [[], {}],
  leaderlessReplicas: [client, 'all'],
  listAssignments: [client, 'all'],
  listReassignments: [client],
  reassignPartitions: [client, []],
  untilReassigned: [client, []],
  endThrottle: [client],
  throttleMoves: [client, [], 1e6],
  deleteScramCredentials: [client, []],
  listScramCredentials: [client],
  upsertScramCredentials: [client, []],
  connect: [{ brokers: [] }],
  consume: [client, {}],
  groupCommits: [client],
  health: [client],
  layout: [client],
  ping: [client],
  topicOffsets: [client, [], 'latest'],
  waitUntilReady: [{ brokers: ['localhost:1'] }],
  numberedMessages: undefined,
  createProducer: [client],
  read: [client, {}],
  transform: [client, {}],
  clientsOf: [cluster],
  topicsOf: [cluster],
  typedClients: undefined,
  // Of what was read from Kafka.
  fieldJson: undefined,
  fieldOf: undefined,
  headersJson: undefined,
  lastHeader: undefined,
};

/** What, what is allowed, what was given. */
const CLEAR = /must (be|export) .*(given|none|they are .*)$|cannot be read: /;

const exported = Object.entries({ ...description, ...kubernetes, ...local, ...audit, ...kafka });
const isClass = (value: unknown): boolean => /^class/.test(Function.prototype.toString.call(value));
const functions = exported.flatMap(([name, value]) =>
  typeof value === 'function' && !isClass(value) ? [[name, value as (...given: unknown[]) => unknown] as const] : [],
);

async function refusal(call: (...given: unknown[]) => unknown, given: readonly unknown[]): Promise<unknown> {
  try {
    const result = call(...given);
    const next = result !== null && typeof result === 'object' && 'next' in result ? result.next : undefined;
    await (typeof next === 'function' ? next.call(result) : result);
    return 'taken';
  } catch (error) {
    return error;
  }
}

test('the table has all that is exported', () => {
  expect(Object.keys(ARGUMENTS).sort()).toEqual(functions.map(([name]) => name).sort());
});

test.each(functions.filter(([name]) => ARGUMENTS[name] !== undefined))(
  '%s says of each argument what it must be',
  async (name, call) => {
    const good = ARGUMENTS[name]!;
    const wrong = [null, undefined, 7, [null], () => 1];
    const outcomes = await Promise.all(
      good.flatMap((_, index) =>
        wrong
          .filter((value) => typeof value !== typeof good[index] || value === null || Array.isArray(value))
          .map(async (value) => {
            const error = await refusal(call, [...good.slice(0, index), value, ...good.slice(index + 1)]);
            return [index, value, error instanceof Error ? `${error.name}: ${error.message}` : error];
          }),
      ),
    );
    const unclear = outcomes.filter(([, , text]) => !CLEAR.test(String(text)));
    expect(unclear).toEqual([]);
  },
);

test.each(['KafkaCluster', 'KafkaChart'] as const)('%s says what its props must be', (name) => {
  const make = (props: unknown) => () => new kubernetes[name](undefined as never, '', props as never);
  for (const props of [null, undefined, {}, { cluster: null }])
    expect(make(props)).toThrow(/^.*a cluster must be one /);
});
