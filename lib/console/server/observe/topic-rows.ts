import type { BrokerLogDirs } from '../../../kafka';
import type { TopicRow } from '../../api';
import type { Findings } from './findings';
import { sum, sumKnown } from './rates';

const NO_LEADER = -1;

/** What the lists of topics show. Names and places are there at once, the rest as it is found. */
export function topicRows({ layout, first, next, written, disks }: Findings): ReadonlyMap<string, TopicRow> {
  const sizes = sizesOf(disks ?? []);
  return new Map(
    layout.topics.map(({ name, internal, partitions }) => {
      const counts = partitions.map(({ partition }) =>
        difference(first?.get(name)?.[partition], next?.found.get(name)?.[partition]),
      );
      const row: TopicRow = {
        internal,
        partitions: partitions.map(({ leader, replicas, inSync }) => [leader ?? NO_LEADER, replicas, inSync]),
        messages: sumKnown(counts),
        size: disks && sum(sizes.get(name)?.values() ?? []),
        rate: written?.get(name),
      };
      return [name, row] as const;
    }),
  );
}

const difference = (first: number | undefined, next: number | undefined): number | undefined =>
  first === undefined || next === undefined ? undefined : Math.max(0, next - first);

/** The largest replica of each partition: others may not have all of it yet. */
function sizesOf(disks: readonly BrokerLogDirs[]): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const sizes = new Map<string, Map<number, number>>();
  for (const { topic, partition, size, isFuture } of disks.flatMap(replicasOf)) {
    if (isFuture) continue;
    let ofTopic = sizes.get(topic);
    if (!ofTopic) sizes.set(topic, (ofTopic = new Map<number, number>()));
    ofTopic.set(partition, Math.max(size, ofTopic.get(partition) ?? 0));
  }
  return sizes;
}

const replicasOf = ({ directories = [] }: BrokerLogDirs) => directories.flatMap(({ replicas }) => replicas);
