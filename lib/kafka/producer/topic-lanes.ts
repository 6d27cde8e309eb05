import type { KafkaError } from '../protocol/errors';
import type { Message } from '../message';
import { findTopic, unknownPartition } from '../client/find-topic';
import { toBytes } from '../protocol/records/headers';
import { Lane, type LaneContext } from './lane';
import { Partitioner } from './partitioner';
import { make, type Report } from './report';

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
  #parked: Parked[] = [];
  /** While the partitions are not known: resolves when they are, or when all that was parked has failed. */
  opening: Promise<void> | undefined;

  constructor(
    private readonly topic: string,
    private readonly context: LaneContext,
  ) {}

  /** Follows the topic's partitions; Kafka only ever adds some. */
  resize(): void {
    const partitions = this.context.client.metadata.topics.get(this.topic)?.partitions.length ?? 0;
    while (this.lanes.length < partitions) this.lanes.push(new Lane(this.topic, this.lanes.length, this.context));
    if (partitions > 0) this.#partitioner.count = partitions;
  }

  /** @param bytes given back by `settled` */
  append(message: Message, now: number, bytes: number, report: Report): void {
    // Also after an opening that failed: the topic may have been created since.
    if (this.lanes.length === 0) this.opening ??= this.#open();
    if (this.opening) {
      this.#parked.push({ message, now, bytes, report });
      return;
    }
    const key = toBytes(message.key ?? null);
    const partition = message.partition ?? this.#partitioner.choose(key, bytes);
    const lane = this.lanes[partition];
    if (lane) lane.append(key, message, now, bytes, report);
    else this.#fail(unknownPartition(this.topic, this.lanes.length, partition), bytes, report);
  }

  async #open(): Promise<void> {
    const { client, deadlines } = this.context;
    const now = performance.now();
    const fault = await findTopic(client, this.topic, deadlines.from(now) - now, deadlines.over).then(
      () => undefined,
      (error: unknown) => error as KafkaError,
    );
    if (!fault) this.resize();
    const parked = this.#parked;
    this.#parked = [];
    this.opening = undefined;
    for (const { message, now, bytes, report } of parked) {
      if (fault) this.#fail(fault, bytes, report);
      else this.append(message, now, bytes, report);
    }
  }

  /** Not before the caller has counted the message. */
  #fail(error: KafkaError, bytes: number, report: Report): void {
    queueMicrotask(() => {
      make(report, { outcome: 'failed', error }, this.context.client.log);
      this.context.settled(1, bytes);
    });
  }
}
