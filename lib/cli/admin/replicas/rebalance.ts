import { electLeaders, planRebalance } from '../../../kafka';
import { moving } from './moving';

export const rebalance = moving({
  plan: planRebalance,
  outcome: (brokers) => `brokers ${brokers} have equal shares`,
  // By itself each broker sees to it within five minutes (auto.leader.rebalance.enable).
  then: (client, moves, options) => electLeaders(client, { partitions: moves, ...options }),
});
