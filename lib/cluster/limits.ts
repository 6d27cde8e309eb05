/** The properties of all brokers share one ConfigMap, and ZooKeeper mode is not made for more. */
export const MAX_BROKERS = 99;

/** Reachable from kind, each broker has a NodePort of its own, 30091 to 30099. */
export const MAX_BROKERS_ON_KIND = 9;

/** Of one topic. Each partition is a folder, open files and an election; ZooKeeper mode is not made for many more in a whole cluster. */
export const MAX_PARTITIONS = 10_000;

/** Of one kind, in one broker: each has a stack and buffers beside the heap. */
export const MAX_THREADS = 256;
