import { command } from '../../../package';
import type { Check } from '../check';

/** Servers that run as they were described before. */
export const properties: Check = {
  id: 'properties',
  follows: ['servers', 'answers'],
  findings: ({ state }) => {
    const names = state.servers.filter(({ outdated }) => outdated).map(({ name }) => name);
    if (names.length === 0) return [];
    const what = `${names.join(', ')} ${names.length === 1 ? 'runs' : 'run'} with properties of before the last change`;
    return [{ level: 'warning', what, command: command('restart', names.join(' ')) }];
  },
};
