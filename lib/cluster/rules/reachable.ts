import type { Rule } from './rule';

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/i;

/** A broker refuses to advertise what another one does, and a client cannot connect to 0.0.0.0. */
export const loadBalancerHosts: Rule = function* ({ reachable, brokers }) {
  if (reachable.from !== 'load-balancer') return;
  const { hosts } = reachable;
  if (hosts.length !== brokers.length) {
    yield `reachable.hosts must name one host for each of the ${brokers.length} brokers, but ${hosts.length} were given`;
  }
  if (new Set(hosts).size < hosts.length) yield `reachable.hosts must differ, but ${hosts.join(', ')} were given`;
  for (const host of hosts) {
    if (!HOST_NAME.test(host) || host === '0.0.0.0')
      yield `reachable.hosts must be host names, but "${host}" was given`;
  }
};
