import { defineCluster } from './lib/cluster';

/** The clusters that this project knows by name; the first is the default. Edit them, add your own. */
export const clusters = {
  'three-brokers': defineCluster({
    topics: { test: { partitions: 3 } },
  }),
  'one-broker': defineCluster({
    name: 'one-broker',
    brokers: 1,
    topics: { test: { partitions: 3 } },
  }),
};
