import { isIP } from 'node:net';
import { MAX_BROKERS_ON_KIND } from '../limits';
import type { Rule } from './rule';

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/i;
/** An address to listen on, not one to connect to. */
const ANY_ADDRESS = /^(0\.0\.0\.0|[0:]+)$/;

/** A broker refuses to advertise what another one does, and a client cannot connect to 0.0.0.0. */
export const loadBalancerHosts: Rule = function* ({ reachable, brokers }) {
  if (reachable.from !== 'load-balancer') return;
  const { hosts } = reachable;
  if (hosts.length !== brokers.length) {
    yield `reachable.hosts must name one host for each of the ${brokers.length} brokers, but ${hosts.length} were given`;
  }
  if (new Set(hosts.map((host) => host.toLowerCase())).size < hosts.length) {
    yield `reachable.hosts must differ, but ${hosts.join(', ')} were given`;
  }
  for (const host of hosts) {
    // Kafka and Java take no zone, such as `%eth0`.
    const isLegal = isIP(host) > 0 ? !host.includes('%') : HOST_NAME.test(host) && !/^[\d.]+$/.test(host);
    if (!isLegal || ANY_ADDRESS.test(host)) {
      yield `reachable.hosts must be host names or IP addresses, but "${host}" was given`;
    }
  }
};

export const brokersOnKind: Rule = function* ({ reachable, brokers }) {
  if (reachable.from !== 'kind' || brokers.length <= MAX_BROKERS_ON_KIND) return;
  yield `brokers must be 1 to ${MAX_BROKERS_ON_KIND} where they are reachable from kind, as each has a NodePort there, but ${brokers.length} was given: add reachable: { from: 'inside' } or load balancers`;
};
