import { Shares, sorted, type Assignor } from './assignor';

/** Gives each member a run of neighbouring partitions of each topic, as Java's RangeAssignor does. */
export const range = {
  name: 'range',
  protocol: 'eager',
  assign: (members, partitionCounts) => {
    const shares = new Shares(members);
    const inOrder = sorted(members);
    for (const [topic, count] of partitionCounts) {
      const subscribers = inOrder.filter(({ topics }) => topics.includes(topic));
      const [each, more] = [Math.floor(count / subscribers.length), count % subscribers.length];
      subscribers.forEach(({ memberId }, index) => {
        const from = each * index + Math.min(index, more);
        const to = from + each + (index < more ? 1 : 0);
        for (let partition = from; partition < to; partition++) shares.give(memberId, topic, partition);
      });
    }
    return shares.byMember;
  },
} satisfies Assignor;
