import type { Layout, Pong, TopicLayout } from '../../../kafka';

/** What was known, where a look has found the same: then nothing of what is shown need be made anew. */
export const knownLayout = (known: Layout | undefined, found: Layout): Layout =>
  known && isSameLayout(known, found) ? known : found;

/** How long an answer took is not shown. */
export const knownPongs = (known: readonly Pong[] | undefined, found: readonly Pong[]): readonly Pong[] =>
  known && isEach(known, found, isSamePong) ? known : found;

// By hand, as with thousands of topics a comparison that knows nothing of them takes longer than what it saves.

const isSameLayout = (one: Layout, other: Layout): boolean =>
  one.clusterId === other.clusterId &&
  one.controllerId === other.controllerId &&
  isEach(one.brokers, other.brokers, (a, b) => a.id === b.id && a.address === b.address && a.rack === b.rack) &&
  isEach(one.topics, other.topics, isSameTopic);

const isSameTopic = (one: TopicLayout, other: TopicLayout): boolean =>
  one.name === other.name &&
  isEach(
    one.partitions,
    other.partitions,
    (a, b) =>
      a.leader === b.leader && isEach(a.replicas, b.replicas, Object.is) && isEach(a.inSync, b.inSync, Object.is),
  );

const isSamePong = (one: Pong, other: Pong): boolean =>
  one.broker === other.broker && ('fault' in one ? 'fault' in other && one.fault === other.fault : !('fault' in other));

const isEach = <Item>(
  some: readonly Item[],
  others: readonly Item[],
  isSame: (one: Item, other: Item) => boolean,
): boolean => some.length === others.length && some.every((item, index) => isSame(item, others[index]!));
