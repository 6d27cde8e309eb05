import { address, externalEndpoint, localAddresses, type Cluster } from '../cluster';
import { contextOf } from '../kind';
import { sameCluster, type Given, type Place } from './settings';

/** The commands that go on with the same cluster, as they are to be typed. */
export interface NextCommands {
  readonly up: string;
  readonly status: string;
  readonly produce: string;
}

export function nextCommands(cluster: Cluster, place: Place, given: Given): NextCommands {
  const flags = sameCluster(given);
  return { up: `npm run up${flags}`, status: `npm run status${flags}`, produce: produce(cluster, place, given) };
}

/** Jobs know clusters by their brokers, by default the described ones. */
function produce(cluster: Cluster, place: Place, given: Given): string {
  const endpoint = externalEndpoint(cluster, cluster.brokers[0]!);
  const described = endpoint && address(endpoint);
  const broker = place === 'local' ? localAddresses(cluster)[0] : described;
  if (broker === undefined) return `kubectl --context ${contextOf(cluster)} create job more --from=cronjob/produce`;
  const isDefault = broker === described && sameCluster({ ...given, on: undefined }) === '';
  return `npm run produce${isDefault ? '' : ` -- -b ${broker}`}`;
}
