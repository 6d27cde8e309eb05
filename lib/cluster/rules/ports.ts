import type { Cluster } from '../cluster';
import { POD_PORTS } from '../pod-ports';
import type { Rule } from './rule';

/** Every port that the cluster takes on one machine, with the name of what takes it. */
function* portsOf({ brokers, zookeeper, uiPort }: Cluster): Iterable<{ owner: string; port: number }> {
  for (const { id, externalPort, localInternalPort } of brokers) {
    yield { owner: `broker ${id}`, port: externalPort };
    yield { owner: `broker ${id} INTERNAL`, port: localInternalPort };
  }
  const { servers } = zookeeper;
  for (const { id, localClientPort, localPeerPort, localElectionPort } of servers) {
    yield { owner: `zookeeper ${id}`, port: localClientPort };
    if (servers.length === 1) continue;
    yield { owner: `zookeeper ${id} peers`, port: localPeerPort };
    yield { owner: `zookeeper ${id} election`, port: localElectionPort };
  }
  yield { owner: 'ui', port: uiPort };
}

/** Above 32767 lie the ephemeral ports: a client's own socket may hold one, and a probe can then connect to itself. */
export const legalPorts: Rule = function* (cluster) {
  for (const { owner, port } of portsOf(cluster)) {
    if (!Number.isInteger(port) || port < 1024 || port > 32767) {
      yield `the port of ${owner} must be 1024 to 32767, but it is ${port}: change hostPorts`;
    }
  }
};

export const distinctPorts: Rule = function* (cluster) {
  const owners = new Map<number, string>();
  for (const { owner, port } of portsOf(cluster)) {
    const other = owners.get(port);
    if (other) yield `${other} and ${owner} both have port ${port}: change hostPorts`;
    else owners.set(port, owner);
  }
};

/** A broker listens on both in its pod; locally INTERNAL has other ports. */
export const distinctPodPorts: Rule = function* ({ brokers, reachable }) {
  if (reachable.from === 'inside') return;
  for (const { id, externalPort } of brokers) {
    if (externalPort === POD_PORTS.brokerInternal) {
      yield `broker ${id} and INTERNAL both have port ${externalPort} in the pod: change hostPorts.brokers`;
    }
  }
};
