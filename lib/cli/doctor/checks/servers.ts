import { command } from '../../../package';
import type { Check } from '../check';

/** A described server that does not run. */
export const servers: Check = {
  id: 'servers',
  findings: ({ state }) =>
    state.servers
      .filter(({ described, state }) => described && state === 'down')
      .map(({ name, fault }) => ({
        level: 'failure',
        what: `${name} is down${fault === undefined ? '' : `: ${fault}`}`,
        // It would not start it.
        command: state.refusal === undefined ? command('up') : undefined,
      })),
};
