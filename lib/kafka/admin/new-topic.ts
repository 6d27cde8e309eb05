export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** A topic that is there with another factor keeps it: nobody asked for this one. @default false */
  readonly isFactorDerived?: boolean;
  /** By Kafka's names. @default - the brokers' */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
}
