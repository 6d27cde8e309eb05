import { connect, createProducer, type Client, type Producer, type ProducerOptions } from '../../lib/kafka';
import { FakeBroker, type Fate } from './fake-broker';

/** A fake broker with the topic `t` of three partitions, and a producer, anew for each test of the file. */
export class ProducerFixture {
  broker!: FakeBroker;
  client!: Client;
  #producer: Producer | undefined;

  constructor() {
    beforeEach(async () => {
      this.broker = await FakeBroker.start('t', 3);
      this.client = await connect({ brokers: [this.broker.address] });
    });
    afterEach(async () => {
      await this.#producer?.close({ withinMs: 0 });
      await this.client.close();
      await this.broker.stop();
    });
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

  /** The fates of the requests, one after the other; then all is well. */
  decide(...fates: readonly Fate[]): void {
    this.broker.decide = (_, attempt) => fates[attempt - 1] ?? {};
  }
}

export const message = (value: string, partition = 0) => ({ topic: 't', partition, value });

export const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i}`);
