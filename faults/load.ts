import { paced } from '../lib/cli/produce/paced';
import { connect, createProducer, type Client, type Delivery, type Producer, type ProducerOptions } from '../lib/kafka';
import { auditHeader, Journal, newRunId } from '../lib/audit';
import { eventually } from '../test/support/eventually';
import { Stalls } from './stalls';

const KEYS = 1000;
const VALUE = Buffer.alloc(100, 'x');

export interface LoadOptions extends ProducerOptions {
  readonly bootstrap: readonly string[];
  readonly topic: string;
  /** Messages a second. */
  readonly rate: number;
}

/** Messages of 1000 keys at a steady rate, each outcome journalled, until `finish`. */
export class Load {
  readonly journal = new Journal(newRunId());
  readonly stalls = new Stalls();
  acked = 0;
  /** Messages that have failed or are of unknown outcome. */
  notAcked = 0;
  mostPending = 0;
  readonly ackedOf = new Map<number, number>();
  readonly #producing: Promise<void>;
  #limit = Infinity;
  #sent = 0;

  private constructor(
    private readonly client: Client,
    private readonly producer: Producer,
    { topic, rate }: LoadOptions,
  ) {
    this.#producing = this.#produce(topic, rate);
    // Whoever calls `finish` learns of it.
    this.#producing.catch(() => undefined);
  }

  static async start(options: LoadOptions): Promise<Load> {
    const { bootstrap, topic, rate, ...producing } = options;
    const client = await connect({ brokers: bootstrap, clientId: 'load' });
    return new Load(client, await createProducer(client, producing), { bootstrap, topic, rate });
  }

  /** Resolves when so many more are acknowledged: the cluster works. */
  async untilAcked(more: number, deadlineMs = 90_000): Promise<void> {
    const enough = this.acked + more;
    await eventually(`${more} more messages are acknowledged`, () => this.acked >= enough, deadlineMs);
  }

  /** Goes on until there were `messages` in all; resolves when each has its outcome. */
  async finish(messages: number): Promise<void> {
    this.#limit = Math.max(messages, this.#sent);
    try {
      await this.#producing;
    } finally {
      await this.producer.close();
      this.journal.complete(this.#sent);
      await this.client.close();
    }
  }

  async #produce(topic: string, rate: number): Promise<void> {
    const never = new AbortController().signal;
    for await (const seq of paced(this.#numbers(), rate, undefined, never)) {
      const headers = [auditHeader(this.journal.run, seq, VALUE)];
      const message = { topic, key: `${seq % KEYS}`, value: VALUE, headers };
      const full = this.producer.enqueue(message, (delivery) => this.#settle(seq, delivery));
      this.mostPending = Math.max(this.mostPending, this.producer.pending);
      if (full) await full;
    }
  }

  *#numbers(): Iterable<number> {
    while (this.#sent < this.#limit) yield this.#sent++;
  }

  #settle(seq: number, delivery: Delivery): void {
    this.journal.settle(seq, delivery);
    if (delivery.outcome !== 'acked') {
      this.notAcked++;
      return;
    }
    this.acked++;
    this.ackedOf.set(delivery.partition, (this.ackedOf.get(delivery.partition) ?? 0) + 1);
    this.stalls.mark(delivery.partition);
  }
}
