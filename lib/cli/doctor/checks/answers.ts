import { command } from '../../../package';
import type { Check } from '../check';

/** A server that is there and answers nobody, or works with a fault of its own. */
export const answers: Check = {
  id: 'answers',
  findings: ({ state: { servers, stranger } }) => [
    ...(stranger === undefined ? [] : [{ level: 'failure' as const, what: stranger }]),
    ...servers.flatMap(({ name, state, fault, mendedBy }) => {
      if (state === 'silent') {
        const what = `${name} does not answer${fault === undefined ? '' : `: ${fault}`}`;
        return [
          { level: 'failure' as const, what, command: mendedBy === 'up' ? command('up') : command('restart', name) },
        ];
      }
      return state === 'up' && fault !== undefined ? [{ level: 'failure' as const, what: `${name}: ${fault}` }] : [];
    }),
  ],
};
