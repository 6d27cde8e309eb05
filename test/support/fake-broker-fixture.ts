import { connect, type Client } from '../../lib/kafka';
import { FakeBroker } from './fake-broker';

/** A fake broker with one topic, and a client of it, anew for each test of the file. */
export class FakeBrokerFixture {
  broker!: FakeBroker;
  client!: Client;

  constructor(topic: string, partitions: number) {
    beforeEach(async () => {
      this.broker = await FakeBroker.start(topic, partitions);
      this.client = await connect({ brokers: [this.broker.address] });
    });
    afterEach(() => this.end());
  }

  protected async end(): Promise<void> {
    await this.client.close();
    await this.broker.stop();
  }
}
