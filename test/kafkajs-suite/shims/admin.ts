import { kafkaOf, optionsOf, withCluster, type Given } from './kafka';

/** In place of kafkajs' factory of that name. */
module.exports = (given: Given) => withCluster(kafkaOf(given).admin(optionsOf(given)), given.cluster);
