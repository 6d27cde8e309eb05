import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { allOffsets, EARLIEST, LATEST } from '../client/list-offsets';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';
import { startPatience, type AdminOptions } from './admin-options';
import { learnLeaders } from './ask-anyone';
import { requirePartitions, requireTopics } from './require-topics';

/** A time is in milliseconds since 1970: the first message that is not older, or the end where there is none. */
export type OffsetPosition = 'earliest' | 'latest' | { readonly offset: number } | { readonly timestamp: number };

export interface PartitionPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface FindOffsetsOptions extends AdminOptions {
  /** @default - all that the topic has */
  readonly partitions?: readonly number[] | undefined;
}

/**
 * Where a position is in each partition of a topic.
 * @throws {KafkaError} `UNKNOWN_TOPIC`, `UNKNOWN_PARTITION`; `OFFSET_OUT_OF_RANGE` for an offset that a partition does not have
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline, while a leader does not answer
 */
export async function findOffsets(
  client: Client,
  topic: string,
  position: OffsetPosition,
  options: FindOffsetsOptions = {},
): Promise<readonly PartitionPosition[]> {
  requireArguments({ client, topic, position, options });
  const patience = startPatience(options);
  const known = await requireTopics(client, [topic], patience);
  const all = known.get(topic)!.partitions.map(({ partition }) => partition);
  const asked = (options.partitions ?? all).map((partition) => ({ topic, partition }));
  await requirePartitions(client, asked, patience);
  await learnLeaders(client, [topic], patience);
  const at = async (timestamp: number): Promise<readonly number[]> => {
    const queries = asked.map((one) => ({ ...one, timestamp }));
    return (await allOffsets(client, queries, 'read_uncommitted', CONTROL, patience)).map(({ offset }) => offset);
  };
  const offsets = await positions(position, at);
  return asked.map((one, index) => ({ ...one, offset: offsets(index, one.partition) }));

  async function positions(position: OffsetPosition, at: (timestamp: number) => Promise<readonly number[]>) {
    if (position === 'earliest' || position === 'latest') {
      const found = await at(position === 'earliest' ? EARLIEST : LATEST);
      return (index: number) => found[index]!;
    }
    const ends = await at(LATEST);
    if ('timestamp' in position) {
      const found = await at(position.timestamp);
      return (index: number) => (found[index] === -1 ? ends[index]! : found[index]!);
    }
    const starts = await at(EARLIEST);
    return (index: number, partition: number) => {
      const { offset } = position;
      if (offset >= starts[index]! && offset <= ends[index]!) return offset;
      const text = `${topic}/${partition} has the offsets ${starts[index]!} to ${ends[index]!}, but ${offset} was given`;
      throw new KafkaError('OFFSET_OUT_OF_RANGE', text, { topic, partition });
    };
  }
}
