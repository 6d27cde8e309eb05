import { KafkaError, messageOf } from '../protocol/errors';
import type { Message } from '../message';
import { findTopic, unknownPartition } from '../client/find-topic';
import { keyBytes } from './key-bytes';
import { Lane, type LaneContext } from './lane';
import { invalidMessage } from './message-fault';
import { Partitioner } from './partitioner';
import { make, REPORT_BYTES, type Report } from './report';
import { Strays } from './strays';

interface Parked {
  readonly message: Message;
  readonly now: number;
  readonly bytes: number;
  readonly report: Report;
}

/** The lanes of one topic. Until its partitions are known, messages are parked. */
export class TopicLanes {
  readonly lanes: Lane[] = [];
  readonly #partitioner = new Partitioner(0);
  /** Of the topic that is known by this name now. */
  #id: string | undefined;
  #count = 0;
  #parked: Parked[] = [];
  /** While the partitions are not known: resolves when they are, or when all that was parked has failed. */
  opening: Promise<void> | undefined;
  readonly #strays: Strays;

  constructor(
    private readonly topic: string,
    private readonly context: LaneContext,
  ) {
    this.#strays = new Strays(topic, context, {
      put: ({ message, partition, now, bytes, report }) => {
        if (partition >= this.#count) return unknownPartition(topic, this.#count, partition);
        this.lanes[partition]!.append(keyBytes(message.key), message, now, bytes, report);
        return undefined;
      },
      fail: this.#fail.bind(this),
    });
  }

  /** Resolves when each message that was handed over is in a lane, or has failed. */
  async untilPlaced(): Promise<void> {
    await this.opening;
    await this.#strays.looking;
  }

  /** Follows the topic's partitions. Kafka only ever adds some, unless the topic is made anew: then it is another one. */
  resize(): void {
    const topic = this.context.client.metadata.topics.get(this.topic);
    const count = topic?.partitions.length ?? 0;
    if (!topic || count === 0) return;
    // The lanes of partitions that are gone stay: a topic of before may have had them, and what was sent there keeps its numbers.
    while (this.lanes.length < count) this.lanes.push(new Lane(this.topic, this.lanes.length, this.context));
    if (this.#id !== undefined && this.#id !== topic.id) {
      for (let gone = count; gone < this.#count; gone++)
        this.lanes[gone]!.vanish(unknownPartition(this.topic, count, gone));
    }
    this.#id = topic.id;
    this.#count = this.#partitioner.count = count;
  }

  /** @param bytes about what the message takes. One that throws has changed nothing. */
  append(message: Message, now: number, bytes: number, report: Report): void {
    // Also after an opening that failed: the topic may have been created since.
    if (this.lanes.length === 0) this.opening ??= this.#open();
    if (this.opening) {
      this.context.space.take(bytes + REPORT_BYTES);
      this.#parked.push({ message, now, bytes, report });
      return;
    }
    const { partitioner } = this.context;
    // Before the key is in bytes: a program that chooses may send another message meanwhile.
    const given = partitioner && message.partition === undefined ? this.#ask(partitioner, message) : message.partition;
    const key = keyBytes(message.key);
    // What a program has chosen stands, also where that is no partition.
    const partition = partitioner ? given! : (given ?? this.#partitioner.choose(key, bytes));
    const lane = partition < this.#count ? this.lanes[partition] : undefined;
    if (lane) lane.append(key, message, now, bytes, report);
    else if (partition >= this.#count) this.#strays.add({ message, partition, now, bytes, report });
    else this.#fail(unknownPartition(this.topic, this.#count, partition), report);
  }

  #ask(partitioner: NonNullable<LaneContext['partitioner']>, message: Message): number {
    return partitioner(message, this.context.client.metadata.topics.get(this.topic)?.partitions ?? []);
  }

  async #open(): Promise<void> {
    const { client, deadlines } = this.context;
    const now = performance.now();
    const fault = await findTopic(client, this.topic, deadlines.from(now) - now, deadlines.over).then(
      () => this.resize(),
      (error: unknown) => (error instanceof KafkaError ? error : new KafkaError('NOT_STORED', messageOf(error))),
    );
    const parked = this.#parked;
    this.#parked = [];
    this.opening = undefined;
    for (const { message, now, bytes, report } of parked) {
      this.context.space.give(bytes + REPORT_BYTES);
      if (fault) this.#fail(fault, report);
      else this.#unpark(message, now, bytes, report);
    }
  }

  /** Whoever parked it has changed it since, if it cannot be encoded now. */
  #unpark(message: Message, now: number, bytes: number, report: Report): void {
    try {
      this.append(message, now, bytes, report);
    } catch (error) {
      this.#fail(invalidMessage(messageOf(error), error), report);
    }
  }

  /** Not before the caller has counted the message. */
  #fail(error: KafkaError, report: Report): void {
    queueMicrotask(() => {
      make(report, { outcome: 'failed', error }, this.context.client.log);
      this.context.settled(1);
    });
  }
}
