import type { ClusterDescription } from '../../lib/cluster';
import {
  connect,
  createProducer,
  createTopic,
  read,
  type Client,
  type MessageBatch,
  type ReadOptions,
} from '../../lib/kafka';
import { startCluster, type Arrange, type LocalCluster } from './local-cluster';

/** A real cluster for the tests of a file, of three brokers unless another number is described, and a client of it. */
export class KafkaFixture {
  local!: LocalCluster;
  client!: Client;
  #topics = 0;

  constructor(description: Omit<ClusterDescription, 'hostPorts'> = {}, arrange?: Arrange) {
    beforeAll(async () => {
      this.local = await startCluster(description, arrange);
      this.client = await connect({ brokers: this.local.bootstrap });
    }, 120_000);
    afterAll(async () => {
      await this.client.close();
      await this.local.stop();
    }, 60_000);
  }

  async freshTopic(partitions = 3): Promise<string> {
    const name = `topic-${this.#topics++}`;
    await createTopic(this.client, { name, partitions, replicationFactor: this.local.cluster.replication.factor });
    return name;
  }

  /** Each value is its own key. */
  async produce(topic: string, values: readonly string[], partition?: number): Promise<void> {
    const producer = await createProducer(this.client, { lingerMs: 0 });
    const place = partition === undefined ? {} : { partition };
    const deliveries = await Promise.all(values.map((value) => producer.send({ topic, key: value, value, ...place })));
    await producer.close();
    expect(deliveries.every(({ outcome }) => outcome === 'acked')).toBe(true);
  }

  async readAll(topic: string, options: Omit<ReadOptions, 'topic'> = {}): Promise<string[]> {
    const values: string[] = [];
    for await (const batch of read(this.client, { topic, ...options })) values.push(...valuesOf(batch));
    return values;
  }
}

export const valuesOf = ({ messages }: MessageBatch): string[] => messages.map(({ value }) => String(value));

/** `from`, `from + 1` … as text. */
export const numbers = (count: number, from = 0): string[] => Array.from({ length: count }, (_, i) => `${from + i}`);
