import type { Check } from '../check';

/** Why what is down cannot be started as it is described. */
export const start: Check = {
  id: 'start',
  findings: ({ state: { refusal } }) =>
    refusal === undefined ? [] : [{ level: 'failure', what: `what is down would not be started: ${refusal}` }],
};
