import { listAssignments, planReassignment } from '../../../kafka';
import { print, type Verb } from '../verb';
import { cancelMoves } from './cancel-moves';
import { carryOut } from './carry-out';
import { counted } from './moves';
import { brokersOf, FLAGS, moveFaults, racksOf } from './plan';

export const reassign: Verb = {
  operands: 'topics or all',
  flags: FLAGS,
  faults: (topics, values) => [
    ...moveFaults(topics, values),
    ...(values.to === undefined && values.replication === undefined && !values.cancel
      ? ['reassign needs what is to become: --to 1,2,3 for the brokers, --replication-factor N, or both']
      : []),
  ],
  async run(client, topics, values, options, note) {
    if (values.cancel) return cancelMoves(client, topics, options);
    const current = await listAssignments(client, topics.length > 0 ? topics : 'all', options);
    const brokers = brokersOf(client, current, values);
    const plan = { brokers, replicationFactor: values.replication, racks: racksOf(client) };
    const moves = planReassignment(current, plan);
    if (!(await carryOut(client, moves, { current, ...values, ...options, note }))) return;
    const where = `all is on brokers ${brokers.join(', ')}`;
    print(moves.length === 0 ? `nothing to move: ${where}` : `moved ${counted(moves.length)}: ${where}`);
  },
};
