import { command } from '../../../package';
import type { Check } from '../check';

/** Brokers that have joined, and do nothing. */
export const shares: Check = {
  id: 'shares',
  follows: ['servers', 'answers', 'registration'],
  findings: ({ kafka }) => {
    const brokers = kafka?.health.brokers ?? [];
    const replicas = brokers.reduce((sum, broker) => sum + broker.replicas, 0);
    const idle = brokers.filter((broker) => broker.replicas === 0 && broker.address !== undefined);
    if (idle.length === 0 || replicas < brokers.length) return [];
    const names = idle.map(({ id }) => `broker-${id}`);
    const what = `${names.join(', ')} ${names.length === 1 ? 'holds' : 'hold'} no replica`;
    return [{ level: 'warning', what, command: command('topics', 'rebalance') }];
  },
};
