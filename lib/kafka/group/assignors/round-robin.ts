import { compare, Shares, sorted, type Assignor } from './assignor';

/** Gives the partitions of all topics to one member after the other, as Java's RoundRobinAssignor does. */
export const roundRobin = {
  name: 'roundrobin',
  protocol: 'eager',
  assign: (members, partitionCounts) => {
    const shares = new Shares(members);
    const inOrder = sorted(members).map(({ memberId, topics }) => ({ memberId, topics: new Set(topics) }));
    let next = 0;
    for (const [topic, count] of [...partitionCounts].sort(([a], [b]) => compare(a, b))) {
      if (!inOrder.some(({ topics }) => topics.has(topic))) continue;
      for (let partition = 0; partition < count; partition++) {
        while (!inOrder[next]!.topics.has(topic)) next = (next + 1) % inOrder.length;
        shares.give(inOrder[next]!.memberId, topic, partition);
        next = (next + 1) % inOrder.length;
      }
    }
    return shares.byMember;
  },
} satisfies Assignor;
