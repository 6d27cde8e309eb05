import type { NextCommands } from '../cluster/next-commands';

/** How far restarts came that have ended before the last. */
export interface Turns {
  readonly done: readonly string[];
  /** The one whose restart had begun, and was not seen to end. */
  readonly begun?: string | undefined;
  /** Those that were not touched. */
  readonly left: readonly string[];
}

/** What is left to do, and how to go on; undefined where nothing was touched, or nothing is left. */
export function leftText(
  { done, begun, left }: Turns,
  commands: Pick<NextCommands, 'up' | 'restart'>,
): string | undefined {
  if (done.length === 0 && begun === undefined) return undefined;
  const parts = [
    ...(begun === undefined
      ? []
      : [`the restart of ${begun} had begun: ${commands.up} starts it where it does not run`]),
    ...(left.length === 0
      ? []
      : [
          `${left.join(', ')} left as ${left.length === 1 ? 'it was' : 'they were'}: ${commands.restart(left)} goes on`,
        ]),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}
