import { existsSync } from 'node:fs';
import {
  topicMinInSync,
  topicConfigFaults,
  topicConfigNameFaults,
  topicConfigValue,
  topicNameFault,
} from '../../cluster';
import {
  addPartitions,
  alterTopicConfig,
  createTopic,
  deleteTopic,
  describeTopic,
  listTopics,
  newTopicFaults,
  validatePartitions,
  type NewTopic,
} from '../../kafka';
import { project, table } from '../../cli-kit';
import { describedCluster } from '../client/described-cluster';
import { configLoss } from './config-loss';
import { keepsAll } from './keeps-all';
import { describe as text } from './describe';
import { describeEach } from './describe-each';
import { each } from './each';
import type { Values } from './settings';
import { orStartOthers } from './start-others';
import { print, type Verb } from './verb';

const DEFAULT_PARTITIONS = 3;

export const topicFaults = (topics: readonly string[]) =>
  topics.map(topicNameFault).filter((fault) => fault !== undefined);

export const create: Verb = {
  operands: 'topics',
  flags: ['topic', 'partitions', 'replication', 'config'],
  faults: (topics, values) => [
    ...topics.flatMap((topic) => newTopicFaults(newTopic(topic, values))),
    ...givenTwice(values.config),
  ],
  run: (client, topics, values, options) =>
    each(topics, async (topic) => {
      const wanted = newTopic(topic, values);
      try {
        await createTopic(client, wanted, options);
      } catch (error) {
        const counts = { needed: wanted.replicationFactor, up: client.metadata.brokers.size };
        throw orStartOthers(error, { ...counts, described: brokersDescribed(values) });
      }
      print(`created ${topic}`);
    }),
};

export const deleteTopics: Verb = {
  operands: 'topics',
  flags: ['topic', 'yes'],
  faults: topicFaults,
  loses: (topics) => ({
    deed: `delete ${topics.length === 1 ? 'topic' : 'topics'} ${topics.join(', ')} and all ${topics.length === 1 ? 'its' : 'their'} messages`,
    what: `all messages of ${topics.join(', ')}`,
    undone: 'nothing deleted',
  }),
  run: (client, topics, _, options) =>
    each(topics, async (topic) => {
      await deleteTopic(client, topic, options);
      print(`deleted ${topic}`);
    }),
};

export const describe: Verb = {
  operands: 'topics',
  flags: ['topic', 'json'],
  faults: topicFaults,
  run: (client, topics, values, options) =>
    describeEach(topics, values, (topic) => describeTopic(client, topic, options), text),
};

export const list: Verb = {
  operands: 'none',
  flags: ['all', 'json'],
  async run(client, _, { all, json }, options) {
    const topics = (await listTopics(client, options)).filter(({ internal }) => all || !internal);
    const rows = topics.map(({ name, partitions, replicationFactors }) => [
      ...[name, partitions, replicationFactors.join(', ')],
    ]);
    print(json ? JSON.stringify(topics) : table(['TOPIC', 'PARTITIONS', 'REPLICATION-FACTOR'], rows));
  },
};

export const alter: Verb = {
  operands: 'topics',
  flags: ['topic', 'partitions', 'config', 'reset', 'yes'],
  loses: configLoss,
  keepsAll,
  faults: (topics, { partitions, config, reset }) => [
    ...topicFaults(topics),
    ...topicConfigFaults(
      topics[0]!,
      Object.fromEntries(config.map(([name, value]) => [name, topicConfigValue(name, value)])),
    ),
    ...topicConfigNameFaults(topics[0]!, reset),
    ...(partitions === undefined && config.length + reset.length === 0
      ? [`alter needs what to change: -c NAME=VALUE, --reset NAME or -p N`]
      : []),
    ...givenTwice(config),
    ...config.flatMap(([name]) => (reset.includes(name) ? [`property ${name} is both set and reset`] : [])),
  ],
  run: (client, topics, { partitions, config, reset }, options) =>
    each(topics, async (topic) => {
      if (config.length + reset.length > 0) {
        if (partitions !== undefined) await validatePartitions(client, topic, partitions, options);
        await alterTopicConfig(client, topic, { set: Object.fromEntries(config), reset }, options);
      }
      if (partitions !== undefined) await addPartitions(client, topic, partitions, options);
      print(`altered ${topic}`);
    }),
};

const givenTwice = (config: Values['config']): readonly string[] =>
  config.flatMap(([name], index) =>
    config.findIndex(([other]) => other === name) < index ? [`property ${name} is given twice`] : [],
  );

function newTopic(name: string, values: Values): NewTopic {
  const { partitions = DEFAULT_PARTITIONS, replication, config } = values;
  const usual = usualReplication(values);
  const replicationFactor = replication ?? usual?.factor ?? BROKERS_DEFAULT;
  const own = usual === undefined ? {} : topicMinInSync(replicationFactor, usual.minInSync);
  return { name, partitions, replicationFactor, config: { ...own, ...Object.fromEntries(config) } };
}

/** Each broker has one for topics that name none (`default.replication.factor`). */
const BROKERS_DEFAULT = -1;

/** As described; who names brokers of anywhere may have no description. */
const usualReplication = (values: Values) =>
  values.brokers.length > 0 && !existsSync(project.description) ? undefined : describedCluster(values).replication;

/** None of the brokers of anywhere, whose description may be another one. */
const brokersDescribed = (values: Values): number =>
  values.brokers.length > 0 ? 0 : describedCluster(values).brokers.length;
