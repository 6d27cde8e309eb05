import { kafkaOf, optionsOf, type Given } from './kafka';

/** In place of kafkajs' factory of that name. */
module.exports = (given: Given) => kafkaOf(given).admin(optionsOf(given));
