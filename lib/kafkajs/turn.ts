import type { Batch, KafkaJSProtocolError } from 'kafkajs';
import type { Control, MessageBatch, PartitionOffset } from '../kafka';
import { batchOf } from './batch';
import { protocolError } from './errors';
import type { Resolved } from './resolved';
import type { Running } from './running';

/** A batch that a handler of a program works on, and how far it has come. */
export class Turn {
  /** Whether it was told meanwhile to go on elsewhere. */
  isStale = false;
  #position: number;
  #batch: { readonly from: number; readonly messages: Batch } | undefined;

  constructor(
    private readonly fetched: MessageBatch,
    private readonly signal: AbortSignal,
    private readonly control: Control,
    private readonly resolved: Resolved,
    readonly running: Running,
  ) {
    this.#position = fetched.messages[0]!.offset;
    resolved.begin(this.topic, this.partition, this.#position);
  }

  get topic(): string {
    return this.fetched.topic;
  }

  get partition(): number {
    return this.fetched.partition;
  }

  get position(): number {
    return this.#position;
  }

  /** Of what is left. */
  get batch(): Batch {
    if (this.#batch?.from !== this.#position) {
      this.#batch = { from: this.#position, messages: batchOf(this.fetched, this.#position) };
    }
    return this.#batch.messages;
  }

  get isDone(): boolean {
    return this.#position >= this.fetched.nextOffset;
  }

  /** Whether nothing more of it is to be handled now. */
  isOver(): boolean {
    return this.isStale || this.signal.aborted || !this.running.isRunning;
  }

  /** The message of this offset is done, and all before it. Behind the last one there is nothing that a program could resolve. */
  resolve(offset: string): void {
    const { messages, nextOffset } = this.fetched;
    const done = Number(offset);
    this.#position = done >= messages.at(-1)!.offset ? nextOffset : done + 1;
    this.resolved.resolve(this.topic, this.partition, this.#position);
  }

  resolveAll(): void {
    this.resolve(`${this.fetched.nextOffset}`);
  }

  /** The engine says by itself that a member lives; a program learns here that its group goes on without it. */
  heartbeat = (): Promise<void> =>
    this.signal.aborted && this.running.isRunning ? Promise.reject(rebalancing()) : Promise.resolve();

  pause = (): (() => void) => {
    const place = [{ topic: this.topic, partitions: [this.partition] }];
    this.running.pause(place);
    return () => this.running.resume(place);
  };

  commit = async (offsets: readonly PartitionOffset[] = this.resolved.uncommitted): Promise<void> => {
    if (offsets.length > 0) await this.control.commit(offsets);
  };

  /** Undefined where nothing is: to wait for that after each message would take longer than most handlers. */
  commitIfDue = (): Promise<void> | undefined => {
    const { autoCommitInterval = null, autoCommitThreshold = null } = this.running.config;
    return this.resolved.isDue(autoCommitInterval, autoCommitThreshold) ? this.commit() : undefined;
  };
}

const rebalancing = (): KafkaJSProtocolError =>
  protocolError('REBALANCE_IN_PROGRESS', new Error('The group is rebalancing, so a rejoin is needed'));
