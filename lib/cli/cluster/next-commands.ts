import { command } from '../../package';
import type { Target } from '../../target';

/** The commands that go on with the same cluster, as they are to be typed. */
export interface NextCommands {
  readonly up: string;
  readonly status: string;
  readonly produce: string;
  /** One server after another. */
  readonly restart: (servers: readonly string[]) => string;
}

export function nextCommands({ produceInside }: Target): NextCommands {
  return {
    up: command('up'),
    status: command('status'),
    produce: produceInside ?? command('produce'),
    restart: (servers) => command('restart', servers.join(' ')),
  };
}
