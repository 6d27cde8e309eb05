import { UsageError } from '../../cli-kit';
import type { DegradedPartition } from '../../kafka';
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
  const id = server.role === 'broker' ? server.id : undefined;
  const degraded = health?.partitions.degraded ?? [];
  const behind = degraded.filter(({ missing }) => missing.some((broker) => broker !== id));
  if (behind.length > 0) throw refused(name, behindText(behind, id), 'wait until status shows that it is');
}

/** Brokers other than the one that is asked about, and what they lack. */
function behindText(partitions: readonly DegradedPartition[], own: number | undefined): string {
  const brokers = new Set(partitions.flatMap(({ missing }) => missing).filter((id) => id !== own));
  const names = [...brokers].sort((a, b) => a - b).map((id) => `broker-${id}`);
  const [{ topic, partition }] = partitions as [DegradedPartition];
  const more = partitions.length > 1 ? ` and ${partitions.length - 1} more` : '';
  return `${names.join(', ')} ${are(names)} not in sync with ${topic}/${partition}${more}`;
}

const namesOf = (servers: readonly ServerState[], state: ServerState['state']): readonly string[] =>
  servers.filter((each) => each.state === state).map((each) => each.name);

const are = ({ length }: readonly string[]): string => (length === 1 ? 'is' : 'are');
const does = ({ length }: readonly string[]): string => (length === 1 ? 'does' : 'do');

const refused = (name: string, why: string, remedy: string): UsageError =>
  new UsageError([`${name} is not restarted while ${why}, as partitions would be without enough replicas: ${remedy}`]);
