import {
  electLeaders,
  KafkaError,
  listAssignments,
  listReassignments,
  planReassignment,
  reassignPartitions,
  untilReassigned,
  type AdminOptions,
  type Client,
  type PlannedMove,
  type Reassignment,
} from '../../kafka';
import { table } from '../../cli-kit';
import { progress } from '../../cli-kit/progress';
import { topicFaults } from './topics';
import { print, type Verb } from './verb';

export const reassign: Verb = {
  operands: 'topics or all',
  flags: ['to', 'replication', 'dryRun'],
  faults: (topics, { to, replication }) => [
    ...topicFaults(topics),
    ...(to !== undefined && !/^\d+(,\d+)*$/.test(to)
      ? [`--to must be ids of brokers, such as 1,2,3, but "${to}" was given`]
      : []),
    ...(to === undefined && replication === undefined
      ? ['reassign needs what is to become: --to 1,2,3 for the brokers, --replication-factor N, or both']
      : []),
  ],
  async run(client, topics, { to, replication: replicationFactor, dryRun }, options) {
    const brokers = to?.split(',').map(Number) ?? [...client.metadata.brokers.keys()].sort((a, b) => a - b);
    requireUp(client, brokers);
    const current = await listAssignments(client, topics.length > 0 ? topics : 'all', options);
    const moves = planReassignment(current, { brokers, replicationFactor });
    if (dryRun) {
      print(moves.length === 0 ? 'nothing to move' : planText(moves));
      return;
    }
    await reassignPartitions(client, moves, options);
    await untilMoved(client, current, moves.length, options);
    const where = `on brokers ${brokers.join(', ')}`;
    print(moves.length === 0 ? `nothing to move: all is ${where}` : `moved ${counted(moves.length)}: all is ${where}`);
  },
};

export const elect: Verb = {
  operands: 'topics or all',
  flags: ['unclean', 'yes'],
  faults: topicFaults,
  loses: (topics, { unclean }) =>
    unclean
      ? {
          deed: `elect leaders that are not in sync${topics.length > 0 ? ` for ${topics.join(', ')}` : ''}`,
          what: 'messages that only other replicas have',
          undone: 'nobody elected',
        }
      : undefined,
  async run(client, topics, { unclean }, options) {
    const partitions = topics.length > 0 ? await listAssignments(client, topics, options) : undefined;
    const elections = await electLeaders(client, { type: unclean ? 'unclean' : 'preferred', partitions, ...options });
    const elected = elections.filter(({ outcome }) => outcome === 'elected');
    const failed = elections.filter(({ outcome }) => outcome === 'failed');
    if (elected.length > 0) print(`elected leaders of ${counted(elected.length)}`);
    else if (failed.length === 0) print('no partition needs an election');
    const [first] = failed;
    if (!first?.error) return;
    const more = failed.length > 1 ? `; so do ${failed.length - 1} more` : '';
    const text = `${first.topic}/${first.partition} keeps the leader that it has, or none: ${first.error.message}${more}`;
    throw new KafkaError(first.error.code, text, { cause: first.error });
  },
};

const counted = (count: number): string => `${count} partition${count === 1 ? '' : 's'}`;

function requireUp(client: Client, brokers: readonly number[]): void {
  const up = [...client.metadata.brokers.keys()].sort((a, b) => a - b);
  const missing = brokers.filter((id) => !up.includes(id));
  if (missing.length === 0) return;
  const text = `--to names ${missing.length === 1 ? 'broker' : 'brokers'} ${missing.join(', ')}, but up are ${up.join(', ')}`;
  throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', text);
}

const planText = (moves: readonly PlannedMove[]): string =>
  table(
    ['TOPIC', 'PARTITION', 'FROM', 'TO'],
    moves.map(({ topic, partition, from, replicas }) => [topic, String(partition), from.join(','), replicas.join(',')]),
  );

/** Also what was on its way before, by an earlier call. */
async function untilMoved(
  client: Client,
  partitions: readonly Pick<Reassignment, 'topic' | 'partition'>[],
  count: number,
  { signal }: AdminOptions,
): Promise<void> {
  if (count === 0 && (await listReassignments(client, { signal })).length === 0) return;
  const { report, end } = progress();
  const step = count === 0 ? 'what is moving already' : `moving ${counted(count)}`;
  const onProgress = (left: readonly Reassignment[]) => {
    const [{ topic, partition, adding }] = left as [Reassignment];
    const others = left.length > 1 ? ` and ${left.length - 1} more` : '';
    const where = adding.length > 0 ? `, to ${adding.join(', ')}` : '';
    report({
      step,
      state: 'started',
      detail: `${topic}/${partition}${where}${others} (it goes on when this is stopped)`,
    });
  };
  try {
    report({ step, state: 'started' });
    await untilReassigned(client, partitions, { signal, onProgress });
    report({ step, state: 'done' });
  } finally {
    end();
  }
}
