import type { ProducerRecord } from 'kafkajs';
import { kafkaOf, optionsOf, withCluster, type Given } from './kafka';

/** In place of kafkajs' factory of that name. What is sent to a topic has the cluster know of it, too. */
module.exports = (given: Given) => {
  const producer = withCluster(kafkaOf(given).producer(optionsOf(given)), given.cluster);
  const send = async (record: ProducerRecord) => {
    const sent = await producer.send(record);
    await given.cluster?.addTargetTopic(record.topic);
    return sent;
  };
  return { ...producer, send };
};
