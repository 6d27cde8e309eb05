import { deleteRecords as deleteThem, type PartitionPosition } from '../../kafka';
import { table } from '../../cli-kit';
import { findPositions } from './find-positions';
import { parsePosition, positionFaults } from './position';
import { topicFaults } from './topics';
import { print, type Verb } from './verb';

export const deleteRecords: Verb = {
  operands: 'topic',
  flags: ['topic', 'to', 'dryRun', 'yes'],
  faults: (topics, { to }, word) => [...topicFaults(topics), ...positionFaults(word, to)],
  loses: ([topic], { to, dryRun }) =>
    dryRun
      ? undefined
      : {
          deed: `delete the messages of ${topic!} before ${to!}`,
          what: `the messages of ${topic!} before ${to!}`,
          undone: 'nothing deleted',
        },
  async run(client, [topic], { to, dryRun }, options, note) {
    const until = await findPositions(client, topic!, parsePosition(to!), options, note);
    if (!dryRun)
      await deleteThem(
        client,
        until.map(({ offset, ...place }) => ({ ...place, before: offset })),
        options,
      );
    print(positionsText(until, 'LOG-START-OFFSET'));
    if (dryRun) note('nothing is deleted yet: without --dry-run it is');
  },
};

export const positionsText = (positions: readonly PartitionPosition[], heading: string): string =>
  table(
    ['TOPIC', 'PARTITION', heading],
    positions.map(({ topic, partition, offset }) => [topic, String(partition), offset]),
  );
