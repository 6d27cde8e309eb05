import { command } from '../../package';
import type { Cluster } from '../cluster';
import { applied, elsewhere, nothing, refused, restarted, rolled, type Effect, type Target } from './effect';
import type { FieldPath } from './field-path';

/** A change of a field in one direction, or in any. */
export interface Row extends Readonly<Record<Target, Effect>> {
  readonly when?: 'more' | 'fewer';
  /** Only of so many. @default - of any number */
  readonly from?: number;
}

export interface Field {
  /** What is remembered of it, as JSON has it. @default - the value of that path in the resolved cluster */
  readonly value?: (cluster: Cluster) => unknown;
  readonly rows: readonly Row[];
}

const field = (kubernetes: Effect, local: Effect, value?: Field['value']): Field => ({
  rows: [{ kubernetes, local }],
  ...(value && { value }),
});

/** Brokers know their topics better than any record: Kafka's own answer counts. */
const askedOfKafka = (): undefined => undefined;

const EMPTIED = 'the brokers to go hold no replica';

const MOVE_AWAY = `move their replicas to those that stay first (\`${command('admin', 'reassign --to 1,2,3')}\`), while all of them run`;
const OTHER_FACTOR = `describe the old one, or change it by \`${command('admin', 'reassign TOPIC --replication-factor N')}\``;

const BROKERS = ['brokers'] as const;
const BROKERS_AND_UI = ['brokers', 'Kafka UI'] as const;
const ZOOKEEPER = ['ZooKeeper'] as const;
const EVERYTHING = ['ZooKeeper', 'brokers'] as const;

const NEXT_JOBS = applied('by the Jobs made afterwards');
const UP = applied('by up');
const TOPICS_JOB = applied('by the Job topics');
const PROPERTY_STAYS = `a property that is no longer described stays as it is, since it may have been set by hand: \`${command('admin', 'alter TOPIC --reset NAME')}\` takes it away`;

const claim = (what: string): Effect =>
  refused(
    `claims are made once, and outlive their StatefulSet: describe the old size, or grow the claims themselves where the class allows it (kubectl edit pvc), then kubectl delete statefulset ${what} --cascade=orphan, and apply`,
  );

/** What a change of each field does to a cluster that runs or has data: the verbs act on it, and docs/changes.md is printed from it. */
export const fields: Readonly<Record<FieldPath, Field>> = {
  name: field(
    refused('it is another cluster, and a namespace holds one: put the old name back, or describe another namespace'),
    elsewhere('a data folder of its own'),
  ),
  metadata: { rows: [], value: () => 'zookeeper' },
  brokers: {
    value: ({ brokers }) => brokers.length,
    rows: [
      {
        when: 'more',
        kubernetes: rolled(
          BROKERS_AND_UI,
          'the new ones hold nothing until topics are made or moved there; refused on a kind cluster that does not map their ports to localhost: it maps ports only when it is created',
        ),
        local: applied('by up, which starts the new ones; they hold nothing until topics are made or moved there'),
      },
      {
        when: 'fewer',
        kubernetes: refused(MOVE_AWAY, EMPTIED),
        local: refused(MOVE_AWAY, EMPTIED),
      },
    ],
  },
  'zookeeper.replicas': {
    value: ({ zookeeper }) => zookeeper.servers.length,
    rows: [
      {
        when: 'more',
        from: 1,
        kubernetes: rolled(EVERYTHING, 'the single server is the last, and serves alone until then'),
        local: restarted(EVERYTHING),
      },
      {
        when: 'more',
        kubernetes: refused(
          'while pods are replaced, old and new servers could each elect a leader: describe as many again',
        ),
        local: restarted(EVERYTHING),
      },
      {
        when: 'fewer',
        kubernetes: refused('the servers that stay may lack what the others have stored: describe as many again'),
        local: refused(
          'the servers that stay may lack what the others have stored: describe as many again',
          'the servers to go have never served',
        ),
      },
    ],
  },
  'zookeeper.tickTimeMs': field(rolled(ZOOKEEPER), restarted(ZOOKEEPER)),
  'zookeeper.sessionTimeoutMs': field(rolled(BROKERS), restarted(BROKERS)),
  topics: {
    value: askedOfKafka,
    rows: [
      { when: 'more', kubernetes: TOPICS_JOB, local: UP },
      { when: 'fewer', kubernetes: nothing, local: nothing },
    ],
  },
  'topics.partitions': {
    value: askedOfKafka,
    rows: [
      { when: 'more', kubernetes: TOPICS_JOB, local: UP },
      {
        when: 'fewer',
        kubernetes: refused('Kafka removes no partition: describe as many, or delete the topic with its messages'),
        local: refused('Kafka removes no partition: describe as many, or delete the topic with its messages'),
      },
    ],
  },
  'topics.replicationFactor': field(refused(OTHER_FACTOR), refused(OTHER_FACTOR), askedOfKafka),
  'topics.config': field(
    applied(`by the Job topics; ${PROPERTY_STAYS}`),
    applied(`by up; ${PROPERTY_STAYS}`),
    askedOfKafka,
  ),
  'topics.serde': field(nothing, nothing, askedOfKafka),
  'hostPorts.zookeeper': field(
    nothing,
    restarted(EVERYTHING),
    ({ zookeeper }) => zookeeper.servers[0]!.localClientPort,
  ),
  'hostPorts.brokers': field(
    rolled(BROKERS, 'kind maps ports only when it creates a kind cluster'),
    restarted(BROKERS),
    ({ brokers }) => brokers[0]!.externalPort,
  ),
  'hostPorts.ui': field(applied('by the next port-forward'), nothing, ({ uiPort }) => uiPort),
  'storage.size': field(claim('broker'), nothing),
  'storage.zookeeperSize': field(claim('zookeeper'), nothing),
  'storage.className': field(
    refused(
      'claims are made once, and a volume stays in its class: put the old class back, or describe another namespace',
    ),
    nothing,
  ),
  'storage.retained': field(applied('by Kubernetes'), nothing),
  'resources.broker.cpu': field(rolled(BROKERS), nothing),
  'resources.broker.cpuLimit': field(rolled(BROKERS), nothing),
  'resources.broker.memory': field(rolled(BROKERS), restarted(BROKERS)),
  'resources.broker.heap': field(rolled(BROKERS), restarted(BROKERS)),
  'resources.zookeeper.cpu': field(rolled(ZOOKEEPER), nothing),
  'resources.zookeeper.cpuLimit': field(rolled(ZOOKEEPER), nothing),
  'resources.zookeeper.memory': field(rolled(ZOOKEEPER), restarted(ZOOKEEPER)),
  'resources.zookeeper.heap': field(rolled(ZOOKEEPER), restarted(ZOOKEEPER)),
  'resources.ui.cpu': field(rolled(['Kafka UI']), nothing),
  'resources.ui.cpuLimit': field(rolled(['Kafka UI']), nothing),
  'resources.ui.memory': field(rolled(['Kafka UI']), nothing),
  'resources.ui.heap': field(rolled(['Kafka UI']), nothing),
  'resources.jobs.cpu': field(NEXT_JOBS, nothing),
  'resources.jobs.cpuLimit': field(NEXT_JOBS, nothing),
  'resources.jobs.memory': field(NEXT_JOBS, nothing),
  config: field(
    rolled(BROKERS, 'defaults of topics hold for topics made afterwards'),
    restarted(BROKERS, 'defaults of topics hold for topics made afterwards'),
  ),
  namespace: field(elsewhere('the other namespace, empty'), nothing),
  createNamespace: field(applied('by kubectl apply; a Namespace that is no longer described stays'), nothing),
  guard: field(
    applied('by kubectl apply; policies that are no longer described stay until they are deleted by hand'),
    nothing,
  ),
  securityContext: field(rolled([...EVERYTHING, 'Kafka UI']), nothing),
  'images.kafka': field(rolled(BROKERS), nothing),
  'images.zookeeper': field(rolled(ZOOKEEPER), nothing),
  'images.jobs': field(NEXT_JOBS, nothing),
  'images.ui': field(rolled(['Kafka UI']), nothing),
  reachable: field(rolled(BROKERS, 'kind maps ports only when it creates a kind cluster'), nothing),
  zones: field(
    rolled(EVERYTHING, 'volumes stay in the zone that they are in; kind labels nodes only when it creates them'),
    nothing,
  ),
};
