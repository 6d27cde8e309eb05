import { kafkaOf, optionsOf, withCluster, type Given } from './kafka';

const READ_UNCOMMITTED = 0;

/** In place of kafkajs' factory of that name, which is told the isolation as Kafka numbers it. */
module.exports = ({ isolationLevel, ...given }: Given) => {
  const options = { ...optionsOf(given), readUncommitted: isolationLevel === READ_UNCOMMITTED };
  return withCluster(kafkaOf(given).consumer(options as never), given.cluster);
};
