import { findTopic } from '../client/find-topic';
import type { Message } from '../message';
import { KafkaError, messageOf } from '../protocol/errors';
import type { LaneContext } from './lane';
import { invalidMessage } from './message-fault';
import { REPORT_BYTES, type Report } from './report';

/** A message for a partition that its topic is not known to have. */
export interface Stray {
  readonly message: Message;
  readonly partition: number;
  readonly now: number;
  readonly bytes: number;
  readonly report: Report;
}

interface StrayEvents {
  /** @returns why it cannot be put into a lane, either. One that throws has changed nothing. */
  readonly put: (stray: Stray) => KafkaError | undefined;
  readonly fail: (error: KafkaError, report: Report) => void;
}

/** Kafka adds partitions to topics: before a message fails for want of one, the brokers are asked. */
export class Strays {
  #waiting: Stray[] = [];
  /** While any wait: resolves when none does. */
  looking: Promise<void> | undefined;

  constructor(
    private readonly topic: string,
    private readonly context: LaneContext,
    private readonly events: StrayEvents,
  ) {}

  add(stray: Stray): void {
    this.context.space.take(stray.bytes + REPORT_BYTES);
    this.#waiting.push(stray);
    this.looking ??= this.#look();
  }

  async #look(): Promise<void> {
    while (this.#waiting.length > 0) {
      const strays = this.#waiting;
      this.#waiting = [];
      const fault = await this.#refresh();
      for (const stray of strays) {
        this.context.space.give(stray.bytes + REPORT_BYTES);
        const error = fault ?? this.#put(stray);
        if (error) this.events.fail(error, stray.report);
      }
    }
    this.looking = undefined;
  }

  /** @returns why nothing is known of the topic */
  async #refresh(): Promise<KafkaError | undefined> {
    const { client, deadlines } = this.context;
    const now = performance.now();
    const find = () => findTopic(client, this.topic, deadlines.from(now) - now, deadlines.over);
    try {
      // The answer to a question that was under way already may be older than the partition.
      await find();
      await find();
      return undefined;
    } catch (error) {
      return error instanceof KafkaError ? error : new KafkaError('NOT_STORED', messageOf(error));
    }
  }

  /** Whoever handed it over has changed it since, if it cannot be encoded now. */
  #put(stray: Stray): KafkaError | undefined {
    try {
      return this.events.put(stray);
    } catch (error) {
      return invalidMessage(messageOf(error), error);
    }
  }
}
