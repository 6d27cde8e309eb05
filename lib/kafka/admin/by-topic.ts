import { groupBy } from '../group-by';

/** As requests have them: partitions within topics. */
export const byTopic = <Item extends { readonly topic: string }, Partition>(
  items: readonly Item[],
  partition: (item: Item) => Partition,
): { readonly name: string; readonly partitions: readonly Partition[] }[] =>
  [...groupBy(items, ({ topic }) => topic)].map(([name, ofTopic]) => ({ name, partitions: ofTopic.map(partition) }));
