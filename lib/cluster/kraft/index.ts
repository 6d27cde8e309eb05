export { initialControllers } from './initial-controllers';
export {
  COMBINED_BROKERS,
  FIRST_CONTROLLER,
  kraftServers,
  resolveKRaft,
  type KRaftMetadata,
  type Voter,
} from './kraft';
export { KRAFT_CONFIG, nodeProperties, quorumProperties, withoutControllers } from './node-properties';
