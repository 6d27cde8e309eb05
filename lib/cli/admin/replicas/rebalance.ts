import { electLeaders, listAssignments, planRebalance } from '../../../kafka';
import { print, type Verb } from '../verb';
import { cancelMoves } from './cancel-moves';
import { carryOut } from './carry-out';
import { counted } from './moves';
import { brokersOf, FLAGS, moveFaults, racksOf } from './plan';

export const rebalance: Verb = {
  operands: 'topics or all',
  flags: FLAGS,
  faults: moveFaults,
  async run(client, topics, values, options, note) {
    if (values.cancel) return cancelMoves(client, topics, options);
    const current = await listAssignments(client, topics.length > 0 ? topics : 'all', options);
    const brokers = brokersOf(client, current, values);
    const plan = { brokers, replicationFactor: values.replication, racks: racksOf(client) };
    const moves = planRebalance(current, plan);
    if (!(await carryOut(client, moves, { current, ...values, ...options, note }))) return;
    // By itself each broker sees to it within five minutes (auto.leader.rebalance.enable).
    if (moves.length > 0) await electLeaders(client, { partitions: moves, ...options });
    const shares = `brokers ${brokers.join(', ')} have equal shares`;
    print(moves.length === 0 ? `nothing to move: ${shares}` : `moved ${counted(moves.length)}: ${shares}`);
  },
};
