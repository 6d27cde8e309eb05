import { clusters } from '../../cluster';
import { ownMinInSync, selectCluster, topicNameFault } from '../../lib/cluster';
import { createTopic, deleteTopic, describeTopic, listTopics, newTopicFaults, type NewTopic } from '../../lib/kafka';
import { table } from '../../lib/program';
import { describe } from '../describe';
import type { Values } from './settings';
import { print, type Verb } from './verb';

const topicFaults = (topic: string) => [topicNameFault(topic)].filter((fault) => fault !== undefined);

export const topicVerbs: Readonly<Record<string, Verb>> = {
  create: {
    flags: ['topic', 'partitions', 'replication', 'config'],
    faults: (topic, values) => newTopicFaults(newTopic(topic, values)),
    async run(client, topic, values, signal) {
      await createTopic(client, newTopic(topic, values), { signal });
      print(`created ${topic}`);
    },
  },
  delete: {
    flags: ['topic', 'yes'],
    faults: topicFaults,
    async run(client, topic, _, signal) {
      await deleteTopic(client, topic, { signal });
      print(`deleted ${topic}`);
    },
  },
  describe: {
    flags: ['topic', 'json'],
    faults: topicFaults,
    async run(client, topic, { json }, signal) {
      const details = await describeTopic(client, topic, { signal });
      print(json ? JSON.stringify(details) : describe(details));
    },
  },
  list: {
    flags: ['all', 'json'],
    async run(client, _, { all, json }, signal) {
      const topics = (await listTopics(client, { signal })).filter(({ internal }) => all || !internal);
      const rows = topics.map(({ name, partitions, replicationFactor }) => [name, partitions, replicationFactor]);
      print(json ? JSON.stringify(topics) : table(['TOPIC', 'PARTITIONS', 'REPLICATION-FACTOR'], rows));
    },
  },
};

function newTopic(name: string, { partitions, replication, config, cluster }: Values): NewTopic {
  const usual = selectCluster(clusters, cluster).replication;
  const replicationFactor = replication ?? usual.factor;
  const own = ownMinInSync(replicationFactor, usual.minInSync);
  return { name, partitions, replicationFactor, config: { ...own, ...Object.fromEntries(config) } };
}
