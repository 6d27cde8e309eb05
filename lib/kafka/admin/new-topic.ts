export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** By Kafka's names. @default - the brokers' */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
}
