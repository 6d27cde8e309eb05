import type { Check } from '../check';

/** Servers that run or hold data, though the description does not have them. */
export const strays: Check = {
  id: 'strays',
  findings: ({ state }) =>
    state.servers
      .filter(({ described }) => !described)
      .map(({ name }) => ({
        level: 'warning',
        what: `${name} is not described, and may hold messages: describe it again, or move its replicas away first`,
      })),
};
