export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  /** Copies of each partition. @default - 3, or the number of brokers if that is less */
  readonly replicationFactor?: number | undefined;
  /** By Kafka's names. @default - the brokers' */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
}
