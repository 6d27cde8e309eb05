import { command } from '../../package';
import type { Target } from '../../target';
import { clusterFlags, type Given } from './settings';

/** The commands that go on with the same cluster, as they are to be typed. */
export interface NextCommands {
  readonly up: string;
  readonly status: string;
  readonly produce: string;
  /** One server after another. */
  readonly restart: (servers: readonly string[]) => string;
}

export function nextCommands({ produceInside }: Target, given: Given): NextCommands {
  const flags = clusterFlags(given);
  return {
    up: command('up', flags),
    status: command('status', flags),
    // Clients find a cluster by its name, wherever it is.
    produce: produceInside ?? command('produce', clusterFlags({ ...given, on: undefined })),
    restart: (servers) => command('restart', `${servers.join(' ')} ${flags}`.trim()),
  };
}
