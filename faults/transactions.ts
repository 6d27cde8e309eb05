import { connect, KafkaError, lastHeader, read, TransactionalProducer, type Client } from '../lib/kafka';
import { auditHeader, Journal, newRunId, type Settlement } from '../lib/audit';
import { Stalls } from './stalls';

const SIZE = 100;
/** One in so many is given up by its own work. */
const ABORTED_EVERY = 5;

class GivenUp extends Error {}

/** Writes transactions of 100 messages, one after the other, and aborts every fifth. */
export class TransactionLoad {
  readonly journal = new Journal(newRunId());
  readonly stalls = new Stalls();
  readonly transactions = { acked: 0, failed: 0, aborted: 0, unknown: 0 };
  readonly transactionalId = `faults-${this.journal.run}`;
  #isStopped = false;
  #next = 0;
  readonly #producing: Promise<void>;

  private constructor(
    private readonly client: Client,
    private readonly topic: string,
  ) {
    this.#producing = this.#produce();
    this.#producing.catch(() => undefined);
  }

  static async start(bootstrap: readonly string[], topic: string): Promise<TransactionLoad> {
    return new TransactionLoad(await connect({ brokers: bootstrap, clientId: 'transactions' }), topic);
  }

  get sent(): number {
    return this.#next;
  }

  async finish(): Promise<void> {
    this.#isStopped = true;
    await this.#producing.finally(() => this.client.close());
    this.journal.complete(this.#next);
  }

  /** Throws if a reader of committed messages sees a part of a transaction. */
  async requireWhole(observer: Client): Promise<void> {
    const seen = new Map<number, number>();
    for await (const { messages } of read(observer, { topic: this.topic })) {
      for (const { headers } of messages) {
        const [run, seq] = String(lastHeader(headers, 'audit')).split('/');
        if (run === this.journal.run) {
          const transaction = Math.floor(Number(seq) / SIZE);
          seen.set(transaction, (seen.get(transaction) ?? 0) + 1);
        }
      }
    }
    const torn = [...seen].find(([, count]) => count !== SIZE);
    const last = this.#next / SIZE - 1;
    if (torn) throw new Error(`${torn[1]} of ${SIZE} messages of transaction ${torn[0]} of 0 to ${last} are visible`);
  }

  async #produce(): Promise<void> {
    const producer = new TransactionalProducer(this.client, { transactionalId: this.transactionalId });
    while (!this.#isStopped) {
      const seqs = Array.from({ length: SIZE }, () => this.#next++);
      const settlements = await this.#write(producer, seqs);
      this.transactions[settlements[0]!.outcome]++;
      seqs.forEach((seq, index) => this.journal.settle(seq, settlements[index]!));
    }
    await producer.close();
    await this.#untilEnded();
  }

  /** A commit is certain before its marker is in every partition. Nobody is let in under the same id before that. */
  async #untilEnded(): Promise<void> {
    const successor = new TransactionalProducer(this.client, { transactionalId: this.transactionalId });
    await successor.transaction(() => Promise.resolve());
    await successor.close();
  }

  async #write(producer: TransactionalProducer, seqs: readonly number[]): Promise<Settlement[]> {
    const { topic, journal } = this;
    try {
      const places = await producer.transaction(async (transaction) => {
        const sent = await Promise.all(
          seqs.map((seq) =>
            transaction.send({ topic, key: `${seq % 50}`, value: 'x', headers: [auditHeader(journal.run, seq)] }),
          ),
        );
        if ((seqs[0]! / SIZE) % ABORTED_EVERY === 0) throw new GivenUp();
        return sent;
      });
      this.stalls.mark(0);
      return places.map((place) => ({ outcome: 'acked', ...place }));
    } catch (error) {
      if (!(error instanceof GivenUp || error instanceof KafkaError)) throw error;
      const outcome = error instanceof KafkaError && error.code === 'UNKNOWN_OUTCOME' ? 'unknown' : 'aborted';
      return seqs.map(() => ({ outcome }));
    }
  }
}
