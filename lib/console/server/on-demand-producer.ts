import { createProducer, type Client, type Delivery, type Message, type Producer } from '../../kafka';

const DELIVERY_TIMEOUT_MS = 15_000;

/** A producer that is made with the first message: most consoles only look. */
export class OnDemandProducer {
  #made: Promise<Producer> | undefined;

  constructor(private readonly client: Client) {}

  async send(message: Message, signal: AbortSignal): Promise<Delivery> {
    this.#made ??= createProducer(this.client, { lingerMs: 0, deliveryTimeoutMs: DELIVERY_TIMEOUT_MS });
    try {
      return await (await this.#made).send(message, { signal });
    } catch (error) {
      // One that could not be made is tried anew the next time.
      await this.#made.catch(() => (this.#made = undefined));
      throw error;
    }
  }

  async close(): Promise<void> {
    const made = await this.#made?.catch(() => undefined);
    await made?.close({ withinMs: 1000 });
  }
}
