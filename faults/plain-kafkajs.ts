import { Kafka, logLevel, Partitioners, type Producer, type RecordMetadata } from 'kafkajs';
import { Audit, auditHeader, Journal, newRunId } from '../lib/audit';
import { eventually } from '../test/support/eventually';
import type { Fault } from './fault';
import { leaderOf, untilDeposed } from './observe';
import { restart } from './context';

const PARTITIONS = 6;
const BATCH = 60;
const SENDERS = 4;

/** What lanes are for: kafkajs as published, each send over all partitions. The audit of this must fail. */
export const plainKafkaJs: Fault = {
  name: 'plain-kafkajs',
  does: 'a leader is killed while plain kafkajs sends to several partitions at once',
  async run(context) {
    const journal = new Journal(newRunId());
    const audit = new Audit([journal]);
    const retry = { retries: 60, initialRetryTime: 100, maxRetryTime: 1000 };
    const kafka = new Kafka({ brokers: [...context.local.bootstrap], logLevel: logLevel.NOTHING, retry });
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, retry });
    await producer.connect();
    const load = new PlainLoad(producer, context.topic, journal);
    try {
      const leader = await leaderOf(context, 0);
      await eventually('plain kafkajs is at work', () => load.acked >= 1000);
      await context.local.kill('broker', leader, 'SIGKILL');
      await untilDeposed(context, leader);
      const { acked } = load;
      await eventually('plain kafkajs is over it', () => load.acked >= acked + 10_000, 60_000);
      await restart(context);
      return { hit: `broker ${leader} deposed`, audit };
    } finally {
      await load.finish();
      await producer.disconnect();
    }
  },
};

class PlainLoad {
  acked = 0;
  #sent = 0;
  #isStopped = false;
  readonly #senders: Promise<unknown>;

  constructor(
    private readonly producer: Producer,
    private readonly topic: string,
    private readonly journal: Journal,
  ) {
    this.#senders = Promise.all(Array.from({ length: SENDERS }, () => this.#sendOn()));
  }

  async finish(): Promise<void> {
    this.#isStopped = true;
    await this.#senders;
    this.journal.complete(this.#sent);
  }

  async #sendOn(): Promise<void> {
    while (!this.#isStopped) {
      const seqs = Array.from({ length: BATCH }, () => this.#sent++);
      const messages = seqs.map((seq) => ({
        partition: seq % PARTITIONS,
        key: `${seq % PARTITIONS}`,
        value: 'x',
        headers: Object.fromEntries([auditHeader(this.journal.run, seq)]),
      }));
      const answers = await this.producer
        .send({ topic: this.topic, acks: -1, messages })
        .catch((): undefined => undefined);
      seqs.forEach((seq, index) => this.#settle(seq, Math.floor(index / PARTITIONS), answers));
    }
  }

  /** Resolved means acknowledged, even where the answer leaves the partition out. */
  #settle(seq: number, indexInPartition: number, answers: readonly RecordMetadata[] | undefined): void {
    if (!answers) {
      this.journal.settle(seq, { outcome: 'unknown' });
      return;
    }
    const partition = seq % PARTITIONS;
    const first = answers.find((answer) => answer.partition === partition)?.baseOffset;
    const offset = first === undefined ? NaN : Number(first) + indexInPartition;
    this.journal.settle(seq, { outcome: 'acked', partition, offset });
    this.acked++;
  }
}
