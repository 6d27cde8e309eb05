export { KafkaChart } from './kafka-chart';
export { kindConfig } from './kind-config';
export { brokerPlace, zooKeeperPlace } from './places';
export { synthesise } from './synthesise';
