import { DAMAGED } from '../../cli-kit';
import { progress } from '../../cli-kit/progress';
import { isHealthy, troubles, untilHealthy, type ClusterState, type Target } from '../../target';
import { nextCommands } from '../cluster/next-commands';
import { requireRestartable } from './require-restartable';

export interface Restarts {
  /** Milliseconds that the cluster may take to be healthy again after each. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  readonly note: (line: string) => void;
  /** Also while another server is away or behind. @default - refused */
  readonly force?: boolean | undefined;
}

/**
 * Restarts servers, each when the cluster is healthy after the one before.
 * @param next of the servers that are left, the one whose turn it is
 * @returns the exit code: 4 where the cluster is not healthy in time, 5 where messages are lost; the rest are left as they were then
 * @throws {UsageError} before a server is stopped, while another one is away or behind, but by `force`
 */
export async function oneAfterAnother(
  target: Target,
  servers: readonly string[],
  { deadlineMs, signal, note, force }: Restarts,
  next: (left: readonly string[], state: ClusterState) => string = ([first]) => first!,
): Promise<number> {
  const look = () => target.state(signal);
  const commands = nextCommands(target);
  const { report, end } = progress();
  try {
    for (let left = servers; left.length > 0;) {
      const before = await look();
      const name = next(left, before);
      left = left.filter((each) => each !== name);
      requireRestartable(before, name, commands, force ? note : undefined);
      const damage = await target.restart(name, { report, signal, deadlineMs });
      const step = 'the cluster is healthy again';
      report({ step, state: 'started' });
      const state = await untilHealthy(look, deadlineMs, signal);
      report({ step, state: isHealthy(state) ? 'done' : 'failed' });
      const rest = left.length > 0 ? `; ${left.join(', ')} left as they were` : '';
      if (damage.length > 0) {
        note(`after the restart of ${name}: ${damage.join('; ')}${rest}`);
        return DAMAGED;
      }
      if (isHealthy(state)) continue;
      note(`not healthy ${deadlineMs / 1000} s after the restart of ${name}: ${troubles(state).join('; ')}${rest}`);
      return 4;
    }
  } finally {
    end();
  }
  return 0;
}
