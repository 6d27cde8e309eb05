import { delay } from '../async';
import type { Client } from '../client';
import { KafkaError, messageOf } from '../errors';
import type { Message } from '../message';
import { toBytes } from '../records/record-batch';
import type { Report } from './batch';
import { Lane, type LaneContext } from './lane';
import { Partitioner } from './partitioner';

/** A topic that was just created is known to its brokers some moments later. */
const UNKNOWN_TOPIC_MS = 5000;
const RETRY_MS = 50;

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
    const fault = await untilKnown(this.context.client, this.topic, this.context.deliveryTimeoutMs);
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
      report({ outcome: 'failed', error });
      this.context.settled(1, bytes);
    });
  }
}

function unknownPartition(topic: string, count: number, given: number): KafkaError {
  const allowed = `topic "${topic}" has the partitions 0 to ${count - 1}`;
  return new KafkaError('UNKNOWN_PARTITION', 2, `${allowed}, but ${given} was given`);
}

async function untilKnown(client: Client, topic: string, timeoutMs: number): Promise<KafkaError | undefined> {
  client.watch([topic]);
  const start = Date.now();
  for (;;) {
    const fault = await topicFault(client, topic);
    const patienceMs = fault?.code === 'UNKNOWN_TOPIC' ? UNKNOWN_TOPIC_MS : timeoutMs;
    if (!fault || (fault.exitCode !== 4 && fault.code !== 'UNKNOWN_TOPIC')) return fault;
    if (Date.now() + RETRY_MS > start + patienceMs || client.isClosed) return fault;
    await delay(RETRY_MS);
  }
}

async function topicFault(client: Client, topic: string): Promise<KafkaError | undefined> {
  try {
    const known = (await client.refresh()).topics.get(topic);
    // A refresh that was under way already did not ask for the topic.
    if (!known) return new KafkaError('NOT_SENT', 4, `nothing is known of topic "${topic}"`);
    if (!known.error && known.partitions.length > 0) return undefined;
    if (known.error?.type === 'UNKNOWN_TOPIC_OR_PARTITION') {
      return new KafkaError('UNKNOWN_TOPIC', 2, `there is no topic "${topic}": create it first`);
    }
    if (known.error?.retriable === false)
      return new KafkaError(known.error.type, 2, `topic "${topic}": ${known.error.message}`);
    return new KafkaError(
      'NOT_SENT',
      4,
      `topic "${topic}" is not ready: ${known.error?.message ?? 'it has no partitions'}`,
    );
  } catch (error) {
    return new KafkaError('NOT_SENT', 4, messageOf(error), { cause: error });
  }
}
