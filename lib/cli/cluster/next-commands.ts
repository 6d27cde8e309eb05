import type { Cluster } from '../../cluster';
import { contextOf } from '../../kind';
import { command } from '../../package';
import { sameCluster, type Given, type Place } from './settings';

/** The commands that go on with the same cluster, as they are to be typed. */
export interface NextCommands {
  readonly up: string;
  readonly status: string;
  readonly produce: string;
  /** One server after another. */
  readonly restart: (servers: readonly string[]) => string;
}

export function nextCommands(cluster: Cluster, place: Place, given: Given): NextCommands {
  const flags = sameCluster(given);
  return {
    up: command('up', flags),
    status: command('status', flags),
    produce: produce(cluster, place, given),
    restart: (servers) => command('restart', `${servers.join(' ')} ${flags}`.trim()),
  };
}

/** Clients find a cluster by its name, wherever it is. */
function produce(cluster: Cluster, place: Place, given: Given): string {
  return place === 'kind' && cluster.reachable.from === 'inside'
    ? `kubectl --context ${contextOf(cluster)} create job more --from=cronjob/produce`
    : command('produce', sameCluster({ ...given, on: undefined }));
}
