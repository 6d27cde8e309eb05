import type { Cluster } from '../cluster';
import { COMBINED_BROKERS } from '../kraft';
import type { Rule } from './rule';

/** Kafka 4 has no ZooKeeper mode any more (KIP-833). */
export const kafkaOfMetadata: Rule = function* ({ kafkaVersion, metadata }) {
  if (metadata.mode === 'zookeeper' && !kafkaVersion.startsWith('3.')) {
    yield `kafka must be 3.9.2 with metadata: 'zookeeper', but ${kafkaVersion} was given: describe metadata: 'kraft'`;
  }
};

/** Of an even number of voters one more may fail than of the odd one below, and none may more; of many each write waits for more. */
export const combinedBrokers: Rule = function* ({ brokers, metadata }) {
  if (metadata.mode !== 'kraft' || metadata.role !== 'broker' || COMBINED_BROKERS.includes(brokers.length)) return;
  yield `brokers must be ${COMBINED_BROKERS.join(' or ')} where they are the controllers too, but ${brokers.length} was given: describe controllers: 3`;
};

interface Fielded {
  readonly description: Cluster['description'];
}

/** Fields of the servers that hold the metadata, by what these are. */
const FIELDS = {
  zookeeper: ({ description: { zookeeper, storage, resources, images, pods, jvm, logLevels } }: Fielded) => ({
    zookeeper,
    'storage.zookeeperSize': storage?.zookeeperSize,
    'resources.zookeeper': resources?.zookeeper,
    'images.zookeeper': images?.zookeeper,
    'pods.zookeeper': pods?.zookeeper,
    'jvm.zookeeper': jvm?.zookeeper,
    'logLevels.zookeeper': logLevels?.zookeeper,
  }),
  controller: ({ description: { storage, resources, pods, jvm, logLevels } }: Fielded) => ({
    'storage.controllerSize': storage?.controllerSize,
    'resources.controller': resources?.controller,
    'pods.controller': pods?.controller,
    'jvm.controller': jvm?.controller,
    'logLevels.controller': logLevels?.controller,
  }),
};

/** What is described of servers that there are not says something that nobody hears. */
export const fieldsOfMetadata: Rule = function* (cluster) {
  const { metadata, description } = cluster;
  if (metadata.mode === 'kraft') {
    yield* unheard(FIELDS.zookeeper(cluster), `is of metadata: 'zookeeper', but metadata is 'kraft': leave it out`);
  } else if (description.controllers !== undefined) {
    yield `controllers is of metadata: 'kraft', but metadata is 'zookeeper': leave it out, or describe metadata: 'kraft'`;
  }
  if (metadata.role !== 'controller') {
    yield* unheard(FIELDS.controller(cluster), 'is of controllers, but none are described: leave it out');
  }
};

function* unheard(fields: Readonly<Record<string, unknown>>, why: string): Iterable<string> {
  for (const [path, given] of Object.entries(fields)) if (given !== undefined) yield `${path} ${why}`;
}
