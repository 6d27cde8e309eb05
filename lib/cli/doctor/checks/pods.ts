import { command } from '../../../package';
import type { Check } from '../check';

/** Longer than a pod takes that gets its image first. */
const PATIENCE_MS = 60_000;

/** Pods, other than servers, that do not get ready. */
export const pods: Check = {
  id: 'pods',
  findings: ({ state, now }) => {
    const servers = new Set(state.servers.map(({ name }) => name));
    return (state.pods ?? [])
      .filter(
        ({ name, isSettled, since }) => !isSettled && !servers.has(name) && now - (since?.getTime() ?? 0) > PATIENCE_MS,
      )
      .map(({ name, status, restarts }) => ({
        level: 'failure',
        what: `pod ${name} does not get ready: ${status}${restarts > 0 ? `, ${restarts} restarts` : ''}`,
        command: /Image/.test(status) ? command('images') : undefined,
      }));
  },
};
