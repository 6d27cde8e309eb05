import { createProducer, type Producer, type ProducerOptions } from '../../lib/kafka';
import type { ProduceReply } from './fake-broker';
import { FakeBrokerFixture } from './fake-broker-fixture';

/** A producer before a fake broker that has the topic `t` of three partitions. */
export class ProducerFixture extends FakeBrokerFixture {
  #producer: Producer | undefined;

  constructor() {
    super('t', 3);
  }

  get producer(): Producer {
    return this.#producer!;
  }

  async start(options: ProducerOptions = {}): Promise<void> {
    this.#producer = await createProducer(this.client, { lingerMs: 0, ...options });
  }

  /** To one partition. */
  sendAll(values: readonly string[]) {
    return Promise.all(values.map((value) => this.producer.send(message(value))));
  }

  /** The replies of the requests, one after the other; then all is well. */
  decide(...replies: readonly ProduceReply[]): void {
    this.broker.decide = (_, attempt) => replies[attempt - 1] ?? {};
  }

  protected override async end(): Promise<void> {
    await this.#producer?.close({ withinMs: 0 });
    await super.end();
  }
}

export const message = (value: string, partition = 0) => ({ topic: 't', partition, value });

export const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i}`);
