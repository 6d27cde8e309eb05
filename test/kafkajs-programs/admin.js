'use strict';
// What somebody does to a cluster by hand: a topic, its properties, a group that is set back, and all of it gone again.
const { ConfigResourceTypes, Kafka, logLevel } = require('kafkajs');

const { BROKERS, TOPIC } = process.env;
const kafka = new Kafka({ clientId: 'operator', brokers: BROKERS.split(','), logLevel: logLevel.NOTHING });
const byPartition = (a, b) => a.partition - b.partition;
const show = (what, told) => console.log(what, JSON.stringify(told));

async function main() {
  const admin = kafka.admin();
  await admin.connect();
  const topic = TOPIC;
  const topics = [{ topic, numPartitions: 2, replicationFactor: 3 }];
  show('created', await admin.createTopics({ topics }));
  show('created again', await admin.createTopics({ topics }));
  await admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] });
  const resource = { type: ConfigResourceTypes.TOPIC, name: topic };
  const configEntries = [{ name: 'retention.ms', value: '86400000' }];
  await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries }] });
  const asked = { includeSynonyms: false, resources: [{ ...resource, configNames: ['retention.ms'] }] };
  const { resources } = await admin.describeConfigs(asked);
  show('config', resources[0].configEntries);
  const { topics: told } = await admin.fetchTopicMetadata({ topics: [topic] });
  show('partitions', told[0].partitions.map(({ partitionId }) => partitionId).sort());
  show('offsets', (await admin.fetchTopicOffsets(topic)).sort(byPartition));
  const groupId = `readers of ${topic}`;
  await admin.setOffsets({ groupId, topic, partitions: [{ partition: 1, offset: '0' }] });
  const [{ partitions }] = await admin.fetchOffsets({ groupId, topics: [topic] });
  show('committed', partitions.sort(byPartition));
  const { groups } = await admin.describeGroups([groupId]);
  show('group', { state: groups[0].state, members: groups[0].members });
  show('deleted', await admin.deleteGroups([groupId]));
  const refused = await admin
    .createTopics({ topics: [{ topic: `${topic}-2`, replicationFactor: 9 }] })
    .catch((error) => ({ name: error.name, errors: error.errors.map(({ type, topic: of }) => ({ type, of })) }));
  show('refused', refused);
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
}

void main();
