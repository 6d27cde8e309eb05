import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { CONTROL } from '../network/connections';
import { EARLIEST, LATEST, listOffsets } from '../client/list-offsets';
import { KafkaError } from '../protocol/errors';

/** By topic, and then by partition; undefined while the leader does not tell. */
export type OffsetsByTopic = ReadonlyMap<string, readonly (number | undefined)[]>;

interface Partitioned {
  readonly name: string;
  readonly partitions: readonly { readonly partition: number }[];
}

/**
 * The first offsets that there are (`earliest`), or those that the next messages get (`latest`), of many topics in one request to
 * each leader, as of the metadata that the client has. Nothing is asked twice, so it takes three seconds at most.
 */
export async function topicOffsets(
  client: Client,
  topics: readonly Partitioned[],
  position: 'earliest' | 'latest',
  signal?: AbortSignal,
): Promise<OffsetsByTopic> {
  requireArguments({ client, topics, position });
  const timestamp = position === 'earliest' ? EARLIEST : LATEST;
  const queries = topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partition }) => ({ topic: name, partition, timestamp })),
  );
  const found = await listOffsets(client, queries, 'read_uncommitted', CONTROL, signal);
  let index = 0;
  return new Map(
    topics.map(({ name, partitions }) => [
      name,
      partitions.map(() => {
        const offset = found[index++]!;
        return offset instanceof KafkaError ? undefined : offset.offset;
      }),
    ]),
  );
}

/** Where the partitions begin and end, as far as their leaders answer. */
export class TopicEnds {
  constructor(
    private readonly first: OffsetsByTopic,
    private readonly next: OffsetsByTopic,
  ) {}

  nextOffset(topic: string, partition: number): number | undefined {
    return this.next.get(topic)?.[partition];
  }

  firstOffset(topic: string, partition: number): number | undefined {
    return this.first.get(topic)?.[partition];
  }

  count(topic: string, partition: number): number | undefined {
    const first = this.firstOffset(topic, partition);
    const next = this.nextOffset(topic, partition);
    return first === undefined || next === undefined ? undefined : next - first;
  }
}

export async function topicEnds(client: Client, topics: readonly Partitioned[]): Promise<TopicEnds> {
  const offsets = (position: 'earliest' | 'latest') => topicOffsets(client, topics, position);
  return new TopicEnds(...(await Promise.all([offsets('earliest'), offsets('latest')])));
}
