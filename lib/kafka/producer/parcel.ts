import type { BrokerConnection } from '../network/connection';
import { sizeOf, type PartitionAnswer, type PartitionBatch } from '../protocol/requests/produce';

/** One that was sent, and how many of those that it carries still wait for its answer. */
export interface SentRequest {
  readonly connection: BrokerConnection;
  waiting: number;
}

/** A batch on its way to the broker that is to store it. */
export class Parcel implements PartitionBatch {
  readonly topic: string;
  readonly partition: number;
  readonly batch: readonly Uint8Array[];
  readonly bytes: number;
  /** @throws {NoAnswerError} of its request, or of the connection that there is none for it */
  readonly answer: Promise<PartitionAnswer>;
  resolve!: (answer: PartitionAnswer) => void;
  reject!: (error: unknown) => void;
  #request: SentRequest | undefined;

  constructor(
    { topic, partition, batch }: PartitionBatch,
    /** Those that are in sync: the answer comes when all of them have it. */
    readonly replicas: string,
    private readonly onSent: () => void,
  ) {
    this.topic = topic;
    this.partition = partition;
    this.batch = batch;
    this.bytes = sizeOf(batch);
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  get isSent(): boolean {
    return this.#request !== undefined;
  }

  sentIn(request: SentRequest): void {
    this.#request = request;
    this.onSent();
  }

  /** There is no more sense in waiting for the answer. */
  forget(): void {
    this.answer.catch(() => undefined);
    // Behind a request that gets no answer, none of this connection's will.
    if (this.#request && --this.#request.waiting === 0) this.#request.connection.destroy();
  }
}
