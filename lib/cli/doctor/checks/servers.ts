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
        // Where `up` is refused, it would not start it.
        const up = state.refusal === undefined ? command('up') : undefined;
        if (server.state === 'down') return failure(server, 'is down', up);
        if (server.state !== 'starting') return [];
        const logs = command('logs', server.name);
        if (server.fault !== undefined) return failure(server, 'does not start', logs);
        const startingMs = server.since === undefined ? 0 : now - server.since.getTime();
        return startingMs > PATIENCE_MS ? failure(server, `has been starting for ${timeSpan(startingMs)}`, logs) : [];
      }),
};

const failure = ({ name, fault }: ServerState, how: string, mends: string | undefined): Finding[] => [
  { level: 'failure', what: `${name} ${how}${fault === undefined ? '' : `: ${fault}`}`, command: mends },
];
