import type { Check } from '../check';

/** Without a controller nobody elects leaders, and nothing can be changed. */
export const controller: Check = {
  id: 'controller',
  findings: ({ kafka }) =>
    kafka && kafka.health.controllerId === undefined
      ? [
          {
            level: 'failure',
            what: 'no controller is elected: partitions get no new leaders, and topics cannot be changed',
          },
        ]
      : [],
};
