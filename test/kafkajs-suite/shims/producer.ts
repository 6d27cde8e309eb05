import type { Producer, ProducerRecord, Transaction } from 'kafkajs';
import { kafkaOf, optionsOf, withCluster, type Given } from './kafka';

/** In place of kafkajs' factory of that name. What is sent to a topic has the cluster know of it, too. */
module.exports = (given: Given) => {
  const producer = withCluster(kafkaOf(given).producer(optionsOf(given)), given.cluster);
  const telling = <Part extends Pick<Producer, 'send'>>(part: Part): Part => ({
    ...part,
    send: async (record: ProducerRecord) => {
      const sent = await part.send(record);
      await given.cluster?.addTargetTopic(record.topic);
      return sent;
    },
  });
  const transaction = async (): Promise<Transaction> => telling(await producer.transaction());
  return { ...telling(producer), transaction };
};
