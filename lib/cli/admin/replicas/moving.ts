import {
  listAssignments,
  type AdminOptions,
  type Client,
  type planReassignment,
  type PlannedMove,
} from '../../../kafka';
import type { Values } from '../settings';
import { print, type Verb } from '../verb';
import { cancelMoves } from './cancel-moves';
import { carryOut } from './carry-out';
import { counted } from './moves';
import { brokersOf, FLAGS, moveFaults, racksOf } from './plan';

interface Moving {
  readonly plan: typeof planReassignment;
  /** What is so when nothing has to move any more. @param brokers their ids */
  readonly outcome: (brokers: string) => string;
  /** What else is wrong whatever the cluster is. @default - nothing */
  readonly faults?: (values: Values) => readonly string[];
  /** Done when all is copied. @default - nothing */
  readonly then?: (client: Client, moves: readonly PlannedMove[], options: AdminOptions) => Promise<unknown>;
}

/** A verb that plans moves of replicas, and carries them out, shows them or takes them back. */
export const moving = ({ plan, outcome, faults = () => [], then }: Moving): Verb => ({
  operands: 'topics or all',
  flags: FLAGS,
  faults: (topics, values) => [...moveFaults(topics, values), ...faults(values)],
  async run(client, topics, values, options, note) {
    if (values.cancel) return cancelMoves(client, topics, options, note);
    const current = await listAssignments(client, topics.length > 0 ? topics : 'all', options);
    const brokers = brokersOf(client, current, values);
    const moves = plan(current, { brokers, replicationFactor: values.replication, racks: racksOf(client) });
    if (!(await carryOut(client, moves, { current, ...values, ...options, note }))) return;
    if (moves.length > 0) await then?.(client, moves, options);
    const what = moves.length === 0 ? 'nothing to move' : `moved ${counted(moves.length)}`;
    print(`${what}: ${outcome(brokers.join(', '))}`);
  },
});
