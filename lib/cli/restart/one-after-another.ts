import { DAMAGED } from '../../cli-kit';
import { progress } from '../../cli-kit/progress';
import { isHealthy, troubles, untilHealthy, type ClusterState, type Target } from '../../target';
import { nextCommands } from '../cluster/next-commands';
import { leftText, type Turns } from './left-text';
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
  let turns: Turns = { done: [], left: servers };
  const withRest = (text: string): string =>
    [text, leftText(turns, commands)].filter((part) => part !== undefined).join('; ');
  try {
    while (turns.left.length > 0) {
      const before = await look();
      const name = next(turns.left, before);
      requireRestartable(before, name, commands, force ? note : undefined);
      turns = { ...turns, begun: name, left: turns.left.filter((each) => each !== name) };
      const damage = await target.restart(name, { report, signal, deadlineMs });
      turns = { done: [...turns.done, name], left: turns.left };
      const step = 'the cluster is healthy again';
      report({ step, state: 'started' });
      const state = await untilHealthy(look, deadlineMs, signal);
      report({ step, state: isHealthy(state) ? 'done' : 'failed' });
      if (damage.length > 0) {
        note(withRest(`after the restart of ${name}: ${damage.join('; ')}`));
        return DAMAGED;
      }
      if (isHealthy(state)) continue;
      const troubled = `not healthy ${deadlineMs / 1000} s after the restart of ${name}: ${troubles(state).join('; ')}`;
      note(withRest(troubled));
      return 4;
    }
  } catch (error) {
    end();
    // Else the error itself says how that server is.
    const text = leftText(signal.aborted ? turns : { done: turns.done, left: turns.left }, commands);
    if (text !== undefined) note(text);
    throw error;
  } finally {
    end();
  }
  return 0;
}
