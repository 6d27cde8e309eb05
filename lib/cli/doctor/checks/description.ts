import { command } from '../../../package';
import type { Check } from '../check';

/** What is there is not what is described. */
export const description: Check = {
  id: 'description',
  findings: ({ comparison }) => {
    if (!comparison || comparison.differences.length + comparison.refusals.length === 0) return [];
    const fields = comparison.differences.map(({ field }) => field);
    const what =
      fields.length > 0 ? `described otherwise than it is there: ${fields.join(', ')}` : 'the description was changed';
    const [refusal] = comparison.refusals;
    return [
      {
        level: 'warning',
        what: refusal === undefined ? what : `${what}; up would refuse it`,
        command: command('diff'),
      },
    ];
  },
};
