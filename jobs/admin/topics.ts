import { clusters } from '../../cluster';
import { ownMinInSync, selectCluster, topicConfigFaults, topicConfigValue, topicNameFault } from '../../lib/cluster';
import {
  addPartitions,
  alterTopicConfig,
  createTopic,
  deleteTopic,
  describeTopic,
  listTopics,
  newTopicFaults,
  type NewTopic,
} from '../../lib/kafka';
import { table } from '../../lib/program';
import { describe } from '../describe';
import type { Values } from './settings';
import { print, type Verb } from './verb';

const DEFAULT_PARTITIONS = 3;

export const topicFaults = (topics: readonly string[]) =>
  topics.map(topicNameFault).filter((fault) => fault !== undefined);

export const topicVerbs: Readonly<Record<string, Verb>> = {
  create: {
    operands: 'topic',
    flags: ['topic', 'partitions', 'replication', 'config'],
    faults: ([topic], values) => newTopicFaults(newTopic(topic!, values)),
    async run(client, [topic], values, options) {
      await createTopic(client, newTopic(topic!, values), options);
      print(`created ${topic!}`);
    },
  },
  delete: {
    operands: 'topic',
    flags: ['topic', 'yes'],
    faults: topicFaults,
    loses: ([topic]) => ({
      deed: `delete topic ${topic!} and all its messages`,
      what: `all messages of ${topic!}`,
      undone: 'nothing deleted',
    }),
    async run(client, [topic], _, options) {
      await deleteTopic(client, topic!, options);
      print(`deleted ${topic!}`);
    },
  },
  describe: {
    operands: 'topic',
    flags: ['topic', 'json'],
    faults: topicFaults,
    async run(client, [topic], { json }, options) {
      const details = await describeTopic(client, topic!, options);
      print(json ? JSON.stringify(details) : describe(details));
    },
  },
  list: {
    operands: 'none',
    flags: ['all', 'json'],
    async run(client, _, { all, json }, options) {
      const topics = (await listTopics(client, options)).filter(({ internal }) => all || !internal);
      const rows = topics.map(({ name, partitions, replicationFactor }) => [name, partitions, replicationFactor]);
      print(json ? JSON.stringify(topics) : table(['TOPIC', 'PARTITIONS', 'REPLICATION-FACTOR'], rows));
    },
  },
  alter: {
    operands: 'topic',
    flags: ['topic', 'partitions', 'config', 'reset'],
    faults: ([topic], { partitions, config, reset }) => [
      ...topicFaults([topic!]),
      ...topicConfigFaults(
        topic!,
        Object.fromEntries(config.map(([name, value]) => [name, topicConfigValue(name, value)])),
      ),
      ...(partitions === undefined && config.length + reset.length === 0
        ? [`alter needs what to change: -c NAME=VALUE, --reset NAME or -p N`]
        : []),
      ...config.flatMap(([name]) => (reset.includes(name) ? [`property ${name} is both set and reset`] : [])),
    ],
    async run(client, [topic], { partitions, config, reset }, options) {
      if (config.length + reset.length > 0) {
        await alterTopicConfig(client, topic!, { set: Object.fromEntries(config), reset }, options);
      }
      if (partitions !== undefined) await addPartitions(client, topic!, partitions, options);
      print(`altered ${topic!}`);
    },
  },
};

function newTopic(name: string, { partitions = DEFAULT_PARTITIONS, replication, config, cluster }: Values): NewTopic {
  const usual = selectCluster(clusters, cluster).replication;
  const replicationFactor = replication ?? usual.factor;
  const own = ownMinInSync(replicationFactor, usual.minInSync);
  return { name, partitions, replicationFactor, config: { ...own, ...Object.fromEntries(config) } };
}
