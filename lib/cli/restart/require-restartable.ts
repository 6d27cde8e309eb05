import { UsageError } from '../../cli-kit';
import type { DegradedPartition } from '../../kafka';
import type { NextCommands } from '../cluster/next-commands';
import type { ClusterState, ServerState } from '../../target';
import { somePartitions } from '../../package/some-of';

/** Why a server had better not stop now, and what is to be done first. */
interface Hindrance {
  readonly why: string;
  readonly remedy: string;
}

type Commands = Pick<NextCommands, 'up' | 'restart'>;

/**
 * A server that stops while another one is away, or lags behind, takes partitions with it; what is wrong with the server itself is
 * a reason to restart it.
 * @param onForced is told what is done all the same; undefined where nobody has asked for that
 * @throws {UsageError} exit code 2, before anything is stopped
 */
export function requireRestartable(
  state: ClusterState,
  name: string,
  commands: Commands,
  onForced?: (text: string) => void,
): void {
  const server = state.servers.find((each) => each.name === name);
  if (server === undefined || server.state === 'down')
    throw new UsageError([`${name} does not run: ${commands.up} starts it`]);
  const hindrance = hindranceTo(server, state, commands);
  if (!hindrance) return;
  const { why, remedy } = hindrance;
  if (!onForced) {
    const text = `${name} is not restarted while ${why}, as partitions would be without enough replicas: ${remedy}`;
    throw new UsageError([text]);
  }
  onForced(`${name} is restarted although ${why}`);
}

function hindranceTo(
  { role, id, name }: ServerState,
  { servers, health }: ClusterState,
  { up, restart }: Commands,
): Hindrance | undefined {
  const others = servers.filter((each) => each.name !== name && each.described);
  const down = namesOf(others, 'down');
  if (down.length > 0) return { why: `${down.join(', ')} ${are(down)} down`, remedy: `first ${up}` };
  const silent = namesOf(others, 'silent');
  if (silent.length > 0) {
    return { why: `${silent.join(', ')} ${does(silent)} not answer`, remedy: `first ${restart(silent)}` };
  }
  const stuck = others.find(({ state, fault }) => state === 'starting' && fault !== undefined);
  if (stuck) return { why: `${stuck.name} does not start (${stuck.fault})`, remedy: 'mend that first' };
  const starting = namesOf(others, 'starting');
  if (starting.length > 0) return { why: `${starting.join(', ')} ${are(starting)} starting`, remedy: 'wait for it' };
  const own = role === 'broker' ? id : undefined;
  const degraded = health?.partitions.degraded ?? [];
  const behind = degraded.filter(({ missing }) => missing.some((broker) => broker !== own));
  if (behind.length === 0) return undefined;
  return { why: behindText(behind, own), remedy: `wait until status shows that it is, or ${restart([name])} --force` };
}

/** Brokers other than the one that is asked about, and what they lack. */
function behindText(partitions: readonly DegradedPartition[], own: number | undefined): string {
  const brokers = new Set(partitions.flatMap(({ missing }) => missing).filter((id) => id !== own));
  const names = [...brokers].sort((a, b) => a - b).map((id) => `broker-${id}`);
  return `${names.join(', ')} ${are(names)} not in sync with ${somePartitions(partitions, 1)}`;
}

const namesOf = (servers: readonly ServerState[], state: ServerState['state']): readonly string[] =>
  servers.filter((each) => each.state === state).map((each) => each.name);

const are = ({ length }: readonly string[]): string => (length === 1 ? 'is' : 'are');
const does = ({ length }: readonly string[]): string => (length === 1 ? 'does' : 'do');
