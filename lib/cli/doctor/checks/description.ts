import { command } from '../../../package';
import type { Check } from '../check';

/** What is there is not what is described. */
export const description: Check = {
  id: 'description',
  findings({ comparison, state }) {
    if (!comparison) return [];
    const { differences, refusals } = comparison;
    const [refusal] = refusals;
    if (differences.length > 0) {
      const what = `described otherwise than it is there: ${differences.map(({ field }) => field).join(', ')}`;
      const told = refusal === undefined ? what : `${what}; up would refuse it`;
      return [{ level: 'warning', what: told, command: command('diff') }];
    }
    // No change is the reason: the disk is full, say. Of servers that are down it is told already.
    if (refusal === undefined || state.refusal?.includes(refusal)) return [];
    return [{ level: 'warning', what: `up would be refused: ${refusal}`, command: command('diff') }];
  },
};
