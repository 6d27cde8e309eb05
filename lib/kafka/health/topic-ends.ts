import type { Client } from '../client/client';
import { CONTROL } from '../network/connections';
import { EARLIEST, LATEST, listOffsets } from '../client/list-offsets';
import type { TopicMetadata } from '../client/metadata';

/** Where the partitions begin and end, as far as their leaders answer. */
export class TopicEnds {
  constructor(
    private readonly first: ReadonlyMap<string, number>,
    private readonly next: ReadonlyMap<string, number>,
  ) {}

  nextOffset(topic: string, partition: number): number | undefined {
    return this.next.get(`${topic}/${partition}`);
  }

  firstOffset(topic: string, partition: number): number | undefined {
    return this.first.get(`${topic}/${partition}`);
  }

  count(topic: string, partition: number): number | undefined {
    const first = this.firstOffset(topic, partition);
    const next = this.nextOffset(topic, partition);
    return first === undefined || next === undefined ? undefined : next - first;
  }
}

export async function topicEnds(client: Client, topics: readonly TopicMetadata[]): Promise<TopicEnds> {
  const offsets = async (timestamp: number) => {
    const queries = topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partition }) => ({ topic: name, partition, timestamp })),
    );
    const found = await listOffsets(client, queries, 'read_uncommitted', CONTROL);
    return new Map(
      queries.flatMap(({ topic, partition }, index) => {
        const offset = found[index]!;
        return offset instanceof Error ? [] : [[`${topic}/${partition}`, offset.offset] as const];
      }),
    );
  };
  return new TopicEnds(...(await Promise.all([offsets(EARLIEST), offsets(LATEST)])));
}
