import {
  CompressionTypes,
  KafkaJSNonRetriableError,
  type ProducerBatch,
  type ProducerConfig,
  type Transaction,
} from 'kafkajs';
import { TransactionalProducer, type Delivery, type ProducerOptions, type Transaction as Open } from '../kafka';
import type { Connection } from './connection';
import { asKafkaJs } from './errors';
import type { Members } from './members';
import { asBatch, COMPRESSIONS, sendAll } from './send';

type Compression = (typeof COMPRESSIONS)[keyof typeof COMPRESSIONS];

/** What ends a transaction by the hand of its program is no failure. */
const ABORTED = new Error('the transaction was aborted by its program');

/** The transactions of one producer, one after the other. */
export class Transactions {
  #engine: TransactionalProducer | undefined;
  #isOpen = false;
  /** By topic, as the first message for it was sent: batches may be made of several calls. */
  readonly #compressions = new Map<string, Compression>();

  constructor(
    private readonly connection: Connection,
    private readonly config: ProducerConfig,
    private readonly options: ProducerOptions,
    private readonly members: Members,
  ) {}

  /** @param require refuses what cannot be sent. @throws {KafkaJSNonRetriableError} without an id, or while another one is open */
  async begin(require: (batch: ProducerBatch) => void): Promise<Transaction> {
    const { transactionalId, transactionTimeout } = this.config;
    if (!transactionalId)
      throw new KafkaJSNonRetriableError('Must provide transactional id for transactional producer');
    if (this.#isOpen) {
      const text =
        'There is already an ongoing transaction for this producer. Please end the transaction before beginning another.';
      throw new KafkaJSNonRetriableError(text);
    }
    this.#isOpen = true;
    try {
      const client = await this.connection.open();
      const timeout = transactionTimeout === undefined ? {} : { transactionTimeoutMs: transactionTimeout };
      this.#engine ??= new TransactionalProducer(client, {
        ...{ ...this.options, ...timeout, transactionalId },
        compression: (topic) => this.#compressions.get(topic) ?? 'none',
      });
      const begun = await begin(this.#engine);
      return this.#transaction(begun, require);
    } catch (error) {
      this.#isOpen = false;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#engine?.close();
    this.#engine = undefined;
    this.#isOpen = false;
  }

  #transaction({ open, end }: Begun, require: (batch: ProducerBatch) => void): Transaction {
    let isActive = true;
    const requireActive = (): void => {
      if (!isActive) throw new KafkaJSNonRetriableError('Cannot continue to use transaction once ended');
    };
    const ending = async (outcome: 'commit' | 'abort'): Promise<void> => {
      requireActive();
      isActive = false;
      await asKafkaJs(() => end(outcome)).finally(() => (this.#isOpen = false));
    };
    const sendBatch: Transaction['sendBatch'] = async (batch) => {
      requireActive();
      require(batch);
      const { topicMessages = [], compression = CompressionTypes.None } = batch;
      for (const { topic } of topicMessages)
        if (!this.#compressions.has(topic)) this.#compressions.set(topic, COMPRESSIONS[compression]);
      return sendAll(topicMessages, async (all) => {
        for (const { messages, report } of all) {
          for (const message of messages)
            (open.send(message) as Promise<Delivery>).then(report, (error: unknown) =>
              report({ outcome: 'failed', error: error as Error }),
            );
        }
        return Promise.resolve();
      });
    };
    return {
      send: async (record) => {
        requireActive();
        return sendBatch(asBatch(record));
      },
      sendBatch,
      sendOffsets: async ({ consumerGroupId, topics }) => {
        requireActive();
        const offsets = topics.flatMap(({ topic, partitions }) =>
          partitions.map(({ partition, offset }) => ({ topic, partition, offset: Number(offset) })),
        );
        await asKafkaJs(async () => open.sendOffsets(this.members.committing(consumerGroupId, offsets), offsets));
      },
      commit: () => ending('commit'),
      abort: () => ending('abort'),
      isActive: () => isActive,
    };
  }
}

interface Begun {
  readonly open: Open;
  /** Resolves when the coordinator has ended it so. */
  readonly end: (outcome: 'commit' | 'abort') => Promise<void>;
}

/** Has a transaction, whose work is a function with the engine, be open until its program says how it ends. */
function begin(engine: TransactionalProducer): Promise<Begun> {
  return asKafkaJs(
    () =>
      new Promise<Begun>((resolve, reject) => {
        const carried = engine.transaction(
          (open) =>
            new Promise<void>((commit, abort) => {
              const end: Begun['end'] = async (outcome) => {
                if (outcome === 'commit') commit();
                else abort(ABORTED);
                await carried.catch((error: unknown) => {
                  if (error !== ABORTED) throw error;
                });
              };
              resolve({ open, end });
            }),
        );
        // Before it is open; later whoever ends it is told.
        carried.catch(reject);
      }),
  );
}
