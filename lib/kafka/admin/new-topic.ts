export interface NewTopic {
  readonly name: string;
  /** -1 is what the brokers make by themselves (`num.partitions`, KIP-464). */
  readonly partitions: number;
  /** As above: `default.replication.factor`. */
  readonly replicationFactor: number;
  /** A topic that is there with another factor keeps it: nobody asked for this one. @default false */
  readonly isFactorDerived?: boolean;
  /** By Kafka's names. @default - the brokers' */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
}
