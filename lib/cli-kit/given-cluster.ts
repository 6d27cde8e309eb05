import type { WhichCluster } from '../package';
import type { Origin } from './setting';

interface Given {
  readonly values: Readonly<Record<string, unknown>>;
  readonly sources: Readonly<Record<string, { readonly origin: Origin } | undefined>>;
}

/** The settings of these names mean the same in every verb. */
const SAYING = [
  'on',
  'cluster',
  'name',
  'folder',
  'brokers',
  'commandConfig',
] as const satisfies readonly (keyof WhichCluster)[];

/** Which cluster a command line and its variables say, for the commands that its messages tell to type. */
export function givenCluster(given: Given): WhichCluster {
  const { values, sources } = given;
  const said = SAYING.filter((name) => sources[name] !== undefined && (name !== 'brokers' || isByBrokers(given)));
  return Object.fromEntries(said.map((name) => [name, String(values[name])]));
}

/** What is typed goes over a variable, which may be set for all commands. */
export const isByBrokers = ({ sources: { brokers, cluster, name } }: Given): boolean =>
  brokers !== undefined && !(brokers.origin === 'variable' && (cluster?.origin === 'flag' || name?.origin === 'flag'));
