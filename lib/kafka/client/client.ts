import { addressText, type Endpoint } from '../../cluster/endpoint';
import { firstToAnswer, unlessAborted } from '../async';
import { KafkaError, messageOf } from '../protocol/errors';
import type { ClientHooks, Retry, Tell } from '../hooks';
import type { Log } from '../log';
import type { ConnectionOptions } from '../network/connection-options';
import { CONTROL, Connections } from '../network/connections';
import { Leadership } from './leadership';
import type { BrokerConnection } from '../network/connection';
import { NoAnswerError } from '../network/no-answer-error';
import { requestMetadata, type Metadata, type PartitionMetadata } from './metadata';

const ASK_TIMEOUT_MS = 3000;
/** A broker that is alive answers a question about metadata within some milliseconds. */
const ASK_STAGGER_MS = 250;

/**
 * A connected client: what `createProducer`, `read`, `consume`, `health` and the admin functions work with. It knows the
 * cluster's metadata and keeps the connections; all else of it is for those functions.
 */
export class Client {
  readonly #connections: Connections;
  readonly #watched = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #leadership = new Leadership();
  #metadata: Metadata | undefined;
  #refreshing: Promise<Metadata> | undefined;
  #closed = false;

  constructor(
    private readonly seeds: readonly Endpoint[],
    readonly log: Log,
    options: Partial<ConnectionOptions>,
    private readonly tell: Tell<ClientHooks>,
  ) {
    this.#connections = new Connections(options, tell);
  }

  get clusterId(): string {
    return this.metadata.clusterId;
  }

  /** As of the last refresh. */
  get metadata(): Metadata {
    if (!this.#metadata) throw new Error('not connected');
    return this.#metadata;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  retrying(retry: Retry): void {
    this.log({ level: 'debug', message: 'trying again', ...retry });
    this.tell('retrying', retry);
  }

  /** Closes all connections at once. Close producers first: they flush. */
  close(): Promise<void> {
    this.#closed = true;
    this.#connections.close();
    return Promise.resolve();
  }

  /** From now on each refresh asks for `topics`. */
  watch(topics: readonly string[]): void {
    for (const topic of topics) this.#watched.add(topic);
  }

  /** Calls `listener` after each refresh, until the returned function is called. */
  onRefresh(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  partition(topic: string, partition: number): PartitionMetadata | undefined {
    return this.metadata.topics.get(topic)?.partitions[partition];
  }

  /** Asks the broker that answers first. Callers at the same time share one answer. @throws {NoAnswerError}, or the reason of `signal` */
  refresh(signal?: AbortSignal): Promise<Metadata> {
    this.#refreshing ??= this.#refresh([...this.#watched]).finally(() => (this.#refreshing = undefined));
    return unlessAborted(this.#refreshing, signal);
  }

  /** As `refresh`, for all topics there are. */
  refreshAll(signal?: AbortSignal): Promise<Metadata> {
    return unlessAborted(this.#refresh('all'), signal);
  }

  async #refresh(topics: readonly string[] | 'all'): Promise<Metadata> {
    const metadata = await this.fetchMetadata(topics);
    this.#metadata = metadata;
    for (const listener of this.#listeners) listener();
    return metadata;
  }

  /** Asks the broker that answers first. @throws {NoAnswerError} when none does */
  async fetchMetadata(topics: readonly string[] | 'all', signal?: AbortSignal): Promise<Metadata> {
    const ask = (broker: BrokerConnection) => requestMetadata(broker, topics, { timeoutMs: ASK_TIMEOUT_MS, signal });
    const metadata = await this.askAny(ask, signal);
    return { ...metadata, topics: this.#leadership.learn(metadata.topics) };
  }

  /**
   * Asks one broker after the other until one answers.
   * @param purpose of the connections: another one where the answer may keep others waiting
   * @throws {NoAnswerError} when none does, what all refuse for good, or the reason of `signal`
   */
  async askAny<Answer>(
    ask: (broker: BrokerConnection) => Promise<Answer>,
    signal?: AbortSignal,
    purpose = CONTROL,
  ): Promise<Answer> {
    if (this.#closed) throw closedError();
    const attempts = this.#addresses().map((address) => async () => ask(await this.#connections.get(address, purpose)));
    try {
      return await unlessAborted(firstToAnswer(attempts, ASK_STAGGER_MS), signal);
    } catch (error) {
      if (!(error instanceof AggregateError)) throw error;
      const failures = error.errors as readonly unknown[];
      if (failures.every(isFinal)) throw failures[0];
      throw new NoAnswerError(failures.map(messageOf).join('; '), { cause: error });
    }
  }

  /** A connection to broker `id`, of its own for each `purpose`. @throws {NoAnswerError}, or the reason of `signal` */
  async connection(id: number, purpose: string, signal?: AbortSignal): Promise<BrokerConnection> {
    if (this.#closed) throw closedError();
    const address = this.metadata.brokers.get(id);
    if (!address) throw new NoAnswerError(`broker ${id} is not registered`);
    return unlessAborted(this.#connections.get(address, purpose), signal);
  }

  closeConnections(purpose: string): void {
    this.#connections.close(purpose);
  }

  /** Known brokers, connected ones first, then the bootstrap addresses. */
  #addresses(): Endpoint[] {
    const known = [...(this.#metadata?.brokers.values() ?? [])];
    const connected = known.filter((address) => this.#connections.has(address, CONTROL));
    const all = [...connected, ...known, ...this.seeds];
    return [...new Map(all.map((address) => [addressText(address), address])).values()];
  }
}

const closedError = () => new KafkaError('CLOSED', 'the client is closed');

const isFinal = (failure: unknown): boolean => failure instanceof KafkaError && !failure.retriable;
