import { defineCluster, text, topic } from './lib/cluster';

/** The topics of every cluster below; programs have them, typed, from `kafka-streaming/kafka`. */
const topics = {
  test: topic({ partitions: 3, serde: text }),
};

/** The clusters that this project knows by name; the first is the default. Edit them, add your own. */
export const clusters = {
  'three-brokers': defineCluster({ topics }),
  'one-broker': defineCluster({ name: 'one-broker', brokers: 1, topics }),
  kraft: defineCluster({ name: 'kraft', metadata: 'kraft', topics }),
  secure: defineCluster({
    name: 'secure',
    topics,
    security: { users: { shop: { produce: ['test'] }, billing: { consume: ['test'], as: 'billing' } } },
  }),
};
