import { timeSpan } from '../../../cli-kit';
import { command } from '../../../package';
import type { ServerState } from '../../../target';
import type { Check, Finding } from '../check';

/** Longer than a server takes whose image is pulled first, and whose log is recovered. */
const PATIENCE_MS = 120_000;

/** A described server that does not run, or does not come. */
export const servers: Check = {
  id: 'servers',
  findings: ({ state, now }) =>
    state.servers
      .filter(({ described }) => described)
      .flatMap((server) => {
        // It would not start it.
        if (server.state === 'down') return failure(server, 'is down', state.refusal === undefined ? 'up' : undefined);
        if (server.state !== 'starting') return [];
        const startingMs = server.since === undefined ? 0 : now - server.since.getTime();
        if (server.fault !== undefined) return failure(server, 'does not start', 'logs');
        return startingMs > PATIENCE_MS ? failure(server, `is starting for ${timeSpan(startingMs)}`, 'logs') : [];
      }),
};

const failure = ({ name, fault }: ServerState, how: string, verb: 'up' | 'logs' | undefined): Finding[] => [
  {
    level: 'failure',
    what: `${name} ${how}${fault === undefined ? '' : `: ${fault}`}`,
    command: verb && (verb === 'up' ? command('up') : command('logs', name)),
  },
];
