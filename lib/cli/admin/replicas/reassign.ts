import { planReassignment } from '../../../kafka';
import { moving } from './moving';

export const reassign = moving({
  plan: planReassignment,
  outcome: (brokers) => `all is on brokers ${brokers}`,
  faults: ({ to, replication, cancel }) =>
    to === undefined && replication === undefined && !cancel
      ? ['reassign needs what is to become: --to 1,2,3 for the brokers, --replication-factor N, or both']
      : [],
});
