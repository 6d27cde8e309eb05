import type { Part } from './effect';

// What changes replace or start anew, in the order in which people think of them.

type Parts = readonly Part[];

export const BROKERS: Parts = ['brokers'];
export const BROKERS_AND_UI: Parts = ['brokers', 'Kafka UI'];
export const UI: Parts = ['Kafka UI'];
export const ZOOKEEPER: Parts = ['ZooKeeper'];
/** Of a cluster with an ensemble, all that it needs to serve. */
export const ZOOKEEPER_AND_BROKERS: Parts = ['ZooKeeper', 'brokers'];
export const CONTROLLERS: Parts = ['controllers'];
/** What runs the version of Kafka that is described. */
export const KAFKA: Parts = ['controllers', 'brokers'];
export const EVERYTHING: Parts = ['ZooKeeper', 'controllers', 'brokers'];
export const ALL_PODS: Parts = ['ZooKeeper', 'controllers', 'brokers', 'Kafka UI'];
