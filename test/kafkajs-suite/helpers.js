'use strict';
// kafkajs' own helpers, but for the one that needs its containers.
const { join } = require('node:path');
const helpers = require(join(process.env.KAFKAJS_CHECKOUT, 'testHelpers/index.js'));
const { Kafka, logLevel } = require('kafkajs');

module.exports = {
  ...helpers,
  addPartitions: async ({ topic, partitions }) => {
    const admin = new Kafka({ brokers: helpers.plainTextBrokers(), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createPartitions({ topicPartitions: [{ topic, count: partitions }] });
    await admin.disconnect();
  },
};
