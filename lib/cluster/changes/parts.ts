import type { Part } from './effect';

// What changes replace or start anew, in the order in which people think of them.

type Parts = readonly Part[];

export const BROKERS: Parts = ['brokers'];
export const BROKERS_AND_UI: Parts = ['brokers', 'Kafka UI'];
export const UI: Parts = ['Kafka UI'];
export const ZOOKEEPER: Parts = ['ZooKeeper'];
export const EVERYTHING: Parts = ['ZooKeeper', 'brokers'];
export const ALL_PODS: Parts = ['ZooKeeper', 'brokers', 'Kafka UI'];
