export interface NewTopic {
  readonly name: string;
  /** -1 is what the brokers make by themselves (`num.partitions`, KIP-464). */
  readonly partitions: number;
  /** As above: `default.replication.factor`. */
  readonly replicationFactor: number;
  /**
   * Which brokers have its replicas, of each partition, the first one to lead: then these say how many of both there are.
   * @default - the controller assigns
   */
  readonly replicas?: readonly (readonly number[])[];
  /** A topic that is there with another factor keeps it: nobody asked for this one. @default false */
  readonly isFactorDerived?: boolean;
  /** By Kafka's names. @default - the brokers' */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
}
