import { UsageError } from '../../cli-kit';
import type { NextCommands } from '../cluster/next-commands';
import type { ClusterState, ServerState } from '../../target';

/**
 * A server that stops while another one is away, or lags behind, takes partitions with it; what is wrong with the server itself is
 * a reason to restart it.
 * @throws {UsageError} exit code 2, before anything is stopped
 */
export function requireRestartable(
  { servers, health }: ClusterState,
  name: string,
  { up, restart }: Pick<NextCommands, 'up' | 'restart'>,
): void {
  const server = servers.find((each) => each.name === name);
  if (server === undefined || server.state === 'down') throw new UsageError([`${name} does not run: ${up} starts it`]);
  const others = servers.filter((each) => each.name !== name && each.described);
  const down = namesOf(others, 'down');
  if (down.length > 0) throw refused(name, `${down.join(', ')} ${are(down)} down`, `first ${up}`);
  const silent = namesOf(others, 'silent');
  if (silent.length > 0) {
    throw refused(name, `${silent.join(', ')} ${does(silent)} not answer`, `first ${restart(silent)}`);
  }
  const starting = namesOf(others, 'starting');
  if (starting.length > 0) throw refused(name, `${starting.join(', ')} ${are(starting)} starting`, 'wait for it');
  const lagging = (health?.partitions.degraded ?? []).flatMap(({ missing }) => missing);
  const behind = [...new Set(lagging)].map((id) => `broker-${id}`).filter((broker) => broker !== name);
  if (behind.length > 0) {
    throw refused(
      name,
      `${behind.join(', ')} ${are(behind)} not in sync with all that it holds`,
      'wait until status shows it',
    );
  }
}

const namesOf = (servers: readonly ServerState[], state: ServerState['state']): readonly string[] =>
  servers.filter((each) => each.state === state).map((each) => each.name);

const are = ({ length }: readonly string[]): string => (length === 1 ? 'is' : 'are');
const does = ({ length }: readonly string[]): string => (length === 1 ? 'does' : 'do');

const refused = (name: string, why: string, remedy: string): UsageError =>
  new UsageError([`${name} is not restarted while ${why}, as partitions would be without enough replicas: ${remedy}`]);
