export { bootstrapServers } from './addresses';
export { KafkaChart } from './kafka-chart';
export { kindConfig } from './kind-config';
export { brokerPlace, zooKeeperPlace } from './places';
export { clientLabel } from './pod';
export { synthesise } from './synthesise';
