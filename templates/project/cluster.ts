import { defineCluster, text, topic } from 'kafka-streaming';

/** The topics of every cluster below: programs have them, with their types, from `clientsOf`. */
const topics = {
  greetings: topic({ partitions: 3, serde: text }),
};

/** The clusters that are known by name; the first is the default. Edit them, add your own. */
export const clusters = {
  'my-kafka': defineCluster({ name: 'my-kafka', topics, images: { jobs: 'my-kafka/jobs:dev' } }),
};
