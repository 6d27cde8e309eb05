import { BROKER_CONFIG } from './broker-config';
import { clientListener } from '../listeners';
import { zooKeeperOf } from '../metadata';
import { applied, elsewhere, nothing, refused, restarted, rolled, stopped } from './effect';
import { field, only, optional, type Field } from './field';
import type { FieldPath } from './field-path';
import { CONTROLLERS_FIELD, KAFKA_FIELD, OTHER_METADATA } from './kraft-fields';
import {
  ALL_PODS,
  BROKERS,
  BROKERS_AND_UI,
  CONTROLLERS,
  EVERYTHING,
  KAFKA,
  UI,
  ZOOKEEPER,
  ZOOKEEPER_AND_BROKERS,
} from './parts';
import { ZOOKEEPER_FIELDS } from './zookeeper-fields';
import { claim, HOLD_NOTHING, moveAway, otherFactor, PROPERTY_STAYS, TOPIC_KEEPS_LESS } from './instead';
import { metricsFields } from './metrics-fields';
import { securityFields } from './security-fields';
import { uiFields } from './ui-fields';

/** Brokers know their topics better than any record: Kafka's own answer counts. */
const askedOfKafka = (): undefined => undefined;

const EMPTIED = 'the brokers to go hold no replica';

const NEXT_JOBS = applied('by the Jobs made afterwards');
const UP = applied('by up');
const APPLIED = applied('by kubectl apply');
const TOPICS_JOB = applied('by the Job topics');

/** What a change of each field does to a cluster that runs or has data: the verbs act on it, and docs/changes.md is printed from it. */
export const fields: Readonly<Record<FieldPath, Field>> = {
  name: field(
    refused('it is another cluster, and a namespace holds one: put the old name back, or describe another namespace'),
    elsewhere('a data folder of its own'),
  ),
  metadata: field(refused(OTHER_METADATA), refused(OTHER_METADATA), ({ metadata }) => metadata.mode),
  kafka: KAFKA_FIELD,
  brokers: {
    value: ({ brokers }) => brokers.length,
    rows: [
      {
        when: 'more',
        kubernetes: rolled(
          BROKERS_AND_UI,
          `${HOLD_NOTHING}; refused on a kind cluster that does not map their ports to localhost: it maps ports only when it is created`,
        ),
        local: applied(`by up; ${HOLD_NOTHING}`),
      },
      {
        when: 'fewer',
        kubernetes: refused(moveAway, EMPTIED),
        local: refused(moveAway, EMPTIED),
      },
    ],
  },
  ...ZOOKEEPER_FIELDS,
  controllers: CONTROLLERS_FIELD,
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
  'topics.replicationFactor': field(refused(otherFactor), refused(otherFactor), askedOfKafka),
  'topics.config': field(
    applied(`by the Job topics; ${TOPIC_KEEPS_LESS}; ${PROPERTY_STAYS}`),
    applied(`by up; ${TOPIC_KEEPS_LESS}; ${PROPERTY_STAYS}`),
    askedOfKafka,
  ),
  'topics.serde': field(nothing, nothing, askedOfKafka),
  'hostPorts.zookeeper': only(
    'zookeeper',
    field(nothing, stopped(ZOOKEEPER_AND_BROKERS), (cluster) => zooKeeperOf(cluster).servers[0]!.localClientPort),
  ),
  'hostPorts.brokers': field(
    rolled(BROKERS, 'kind maps ports only when it creates a kind cluster'),
    stopped(BROKERS),
    ({ brokers }) => clientListener(brokers[0]!).local.port,
  ),
  'hostPorts.ui': field(applied('by the next port-forward'), nothing, ({ uiPort }) => uiPort),
  'storage.size': field(claim('broker'), nothing),
  'storage.zookeeperSize': only('zookeeper', field(claim('zookeeper'), nothing)),
  'storage.controllerSize': only('kraft', field(claim('controller'), nothing)),
  'storage.className': field(
    refused(
      'claims are made once, and a volume stays in its class: put the old class back, or describe another namespace',
    ),
    nothing,
  ),
  'storage.ephemeral': optional(
    refused('claims are made, or not, when a StatefulSet is: put the old value back, or describe another namespace'),
    nothing,
    ({ storage }) => storage.ephemeral || undefined,
  ),
  'storage.retained': field(applied('by Kubernetes'), nothing),
  'resources.broker.cpu': field(rolled(BROKERS), nothing),
  'resources.broker.cpuLimit': field(rolled(BROKERS), nothing),
  'resources.broker.memory': field(rolled(BROKERS), restarted(BROKERS)),
  'resources.broker.ephemeralStorage': optional(rolled(BROKERS), nothing),
  'resources.broker.heap': field(rolled(BROKERS), restarted(BROKERS)),
  'resources.zookeeper.cpu': only('zookeeper', field(rolled(ZOOKEEPER), nothing)),
  'resources.zookeeper.cpuLimit': only('zookeeper', field(rolled(ZOOKEEPER), nothing)),
  'resources.zookeeper.memory': only('zookeeper', field(rolled(ZOOKEEPER), restarted(ZOOKEEPER))),
  'resources.zookeeper.ephemeralStorage': optional(rolled(ZOOKEEPER), nothing),
  'resources.zookeeper.heap': only('zookeeper', field(rolled(ZOOKEEPER), restarted(ZOOKEEPER))),
  'resources.controller.cpu': only('kraft', field(rolled(CONTROLLERS), nothing)),
  'resources.controller.cpuLimit': only('kraft', field(rolled(CONTROLLERS), nothing)),
  'resources.controller.memory': only('kraft', field(rolled(CONTROLLERS), restarted(CONTROLLERS))),
  'resources.controller.ephemeralStorage': optional(rolled(CONTROLLERS), nothing),
  'resources.controller.heap': only('kraft', field(rolled(CONTROLLERS), restarted(CONTROLLERS))),
  'resources.ui.cpu': field(rolled(UI), nothing),
  'resources.ui.cpuLimit': field(rolled(UI), nothing),
  'resources.ui.memory': field(rolled(UI), nothing),
  'resources.ui.ephemeralStorage': optional(rolled(UI), nothing),
  'resources.ui.heap': field(rolled(UI), nothing),
  'resources.readiness.cpu': optional(rolled(BROKERS), nothing),
  'resources.readiness.cpuLimit': optional(rolled(BROKERS), nothing),
  'resources.readiness.memory': optional(rolled(BROKERS), nothing),
  'resources.readiness.ephemeralStorage': optional(rolled(BROKERS), nothing),
  'resources.jobs.cpu': field(NEXT_JOBS, nothing),
  'resources.jobs.cpuLimit': field(NEXT_JOBS, nothing),
  'resources.jobs.memory': field(NEXT_JOBS, nothing),
  'resources.jobs.ephemeralStorage': optional(NEXT_JOBS, nothing),
  config: BROKER_CONFIG,
  'pods.all': optional(rolled(ALL_PODS), nothing),
  'pods.broker': optional(rolled(BROKERS), nothing),
  'pods.zookeeper': optional(rolled(ZOOKEEPER), nothing),
  'pods.controller': optional(rolled(CONTROLLERS), nothing),
  'pods.ui': optional(rolled(UI), nothing),
  'pods.jobs': optional(NEXT_JOBS, nothing),
  'services.annotations': optional(APPLIED, nothing),
  'services.external.annotations': optional(APPLIED, nothing),
  'services.external.eachAnnotations': optional(APPLIED, nothing),
  'services.external.loadBalancerClass': optional(
    applied('by kubectl apply, to Services made afterwards: delete those of before first (kubectl delete service)'),
    nothing,
  ),
  'services.external.loadBalancerSourceRanges': optional(APPLIED, nothing),
  'services.external.nodePort': optional(
    applied('by kubectl apply; kind maps ports only when it creates a kind cluster'),
    nothing,
  ),
  networkPolicies: optional(
    applied('by kubectl apply; policies that are no longer described stay until they are deleted by hand'),
    nothing,
    ({ networkPolicies }) => (networkPolicies ? undefined : false),
  ),
  'jvm.broker': optional(rolled(BROKERS), restarted(BROKERS)),
  'jvm.zookeeper': optional(rolled(ZOOKEEPER), restarted(ZOOKEEPER)),
  'jvm.controller': optional(rolled(CONTROLLERS), restarted(CONTROLLERS)),
  'jvm.ui': optional(rolled(UI), nothing),
  'logLevels.broker': optional(rolled(BROKERS), restarted(BROKERS)),
  'logLevels.zookeeper': optional(rolled(ZOOKEEPER), restarted(ZOOKEEPER)),
  'logLevels.controller': optional(rolled(CONTROLLERS), restarted(CONTROLLERS)),
  names: optional(
    refused('objects of other names have other volumes: put the old value back, or describe another name or namespace'),
    nothing,
    ({ names }) => (names === 'plain' ? undefined : names),
  ),
  namespace: field(elsewhere('the other namespace, empty'), nothing),
  createNamespace: field(applied('by kubectl apply; a Namespace that is no longer described stays'), nothing),
  guard: field(
    applied('by kubectl apply; policies that are no longer described stay until they are deleted by hand'),
    nothing,
  ),
  readiness: optional(rolled(BROKERS), nothing, ({ readiness }) => (readiness === 'in-sync' ? undefined : readiness)),
  ...metricsFields,
  ...securityFields,
  securityContext: field(rolled(ALL_PODS), nothing),
  ...uiFields,
  'images.kafka': field(rolled(KAFKA), nothing),
  'images.zookeeper': only('zookeeper', field(rolled(ZOOKEEPER), nothing)),
  'images.jobs': field(
    rolled(
      BROKERS,
      'unless images.readiness is described; Jobs made afterwards have it, and the console, where it is described',
    ),
    nothing,
  ),
  'images.readiness': optional(rolled(BROKERS), nothing),
  'images.ui': field(rolled(UI), nothing),
  reachable: field(rolled(BROKERS, 'kind maps ports only when it creates a kind cluster'), nothing),
  zones: field(
    rolled(EVERYTHING, 'volumes stay in the zone that they are in; kind labels nodes only when it creates them'),
    nothing,
  ),
};
