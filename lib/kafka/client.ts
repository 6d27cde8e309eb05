import { firstToAnswer } from './async';
import { KafkaError, messageOf } from './errors';
import type { Log } from './log';
import { Connections } from './network/connections';
import { toMetadata, type Metadata, type PartitionMetadata } from './network/metadata';
import type { ApiName, Apis } from './wire/apis';
import { addressText, NoAnswerError, type Address, type BrokerConnection } from './wire/connection';

const CONTROL = 'control';
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
  #metadata: Metadata | undefined;
  #refreshing: Promise<Metadata> | undefined;
  #closed = false;

  constructor(
    private readonly seeds: readonly Address[],
    clientId: string,
    readonly log: Log,
  ) {
    this.#connections = new Connections(clientId);
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

  /** Asks the broker that answers first. Callers at the same time share one answer. @throws {NoAnswerError} */
  refresh(): Promise<Metadata> {
    this.#refreshing ??= this.#refresh([...this.#watched]).finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  /** As `refresh`, for all topics there are. */
  refreshAll(): Promise<Metadata> {
    return this.#refresh([]);
  }

  async #refresh(topics: readonly string[]): Promise<Metadata> {
    const metadata = await this.fetchMetadata(topics);
    this.#metadata = metadata;
    for (const listener of this.#listeners) listener();
    return metadata;
  }

  /** @param topics none for all */
  async fetchMetadata(topics: readonly string[]): Promise<Metadata> {
    return toMetadata(await this.askAny('Metadata', { topics, allowAutoTopicCreation: false }));
  }

  /** @throws {NoAnswerError} when none does */
  async askAny<Name extends ApiName>(name: Name, args: Apis[Name]['args']): Promise<Apis[Name]['answer']> {
    if (this.#closed) throw closedError();
    const attempts = this.#addresses().map((address) => async () => {
      const connection = await this.#connections.get(address, CONTROL);
      return connection.request(name, args, ASK_TIMEOUT_MS);
    });
    try {
      return await firstToAnswer(attempts, ASK_STAGGER_MS);
    } catch (error) {
      throw error instanceof AggregateError ? new NoAnswerError(error.errors.map(messageOf).join('; ')) : error;
    }
  }

  /** A connection to broker `id`, of its own for each `purpose`. @throws {NoAnswerError} */
  async connection(id: number, purpose: string): Promise<BrokerConnection> {
    if (this.#closed) throw closedError();
    const address = this.metadata.brokers.get(id);
    if (!address) throw new NoAnswerError(`broker ${id} is not registered`);
    return this.#connections.get(address, purpose);
  }

  closeConnections(purpose: string): void {
    this.#connections.close(purpose);
  }

  /** Known brokers, connected ones first, then the bootstrap addresses. */
  #addresses(): Address[] {
    const known = [...(this.#metadata?.brokers.values() ?? [])];
    const connected = known.filter((address) => this.#connections.has(address, CONTROL));
    const all = [...connected, ...known, ...this.seeds];
    return [...new Map(all.map((address) => [addressText(address), address])).values()];
  }
}

const closedError = () => new KafkaError('CLOSED', 1, 'the client is closed');
