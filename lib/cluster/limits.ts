/** Each broker has a NodePort of its own, 30091 to 30099. */
export const MAX_BROKERS = 9;

/** Of one topic. Each partition is a folder, open files and an election; ZooKeeper mode is not made for many more in a whole cluster. */
export const MAX_PARTITIONS = 10_000;
