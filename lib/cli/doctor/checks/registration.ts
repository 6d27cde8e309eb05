import { command } from '../../../package';
import type { Check } from '../check';

/** A broker that runs, and that the others do not know. */
export const registration: Check = {
  id: 'registration',
  findings: ({ cluster, state, kafka }) => {
    if (!kafka) return [];
    const registered = new Set(kafka.health.brokers.flatMap(({ id, address }) => (address === undefined ? [] : [id])));
    return state.servers
      .filter(({ role, id, state }) => role === 'broker' && state === 'up' && !registered.has(id))
      .map(({ name }) => ({
        level: 'failure',
        what: `${name} runs, and is not registered with ${cluster.metadata.name}`,
        command: command('restart', name),
      }));
  },
};
