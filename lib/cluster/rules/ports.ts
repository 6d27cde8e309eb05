import type { Cluster } from '../cluster';
import { POD_PORTS } from '../pod-ports';
import type { Rule } from './rule';

interface Taken {
  readonly owner: string;
  readonly port: number;
  /** The field that it is counted from. */
  readonly field: 'brokers' | 'zookeeper' | 'ui';
}

/** Every port that the cluster takes on one machine, with the name of what takes it. */
function* portsOf({ brokers, zookeeper, uiPort }: Cluster): Iterable<Taken> {
  for (const { id, externalPort, localInternalPort } of brokers) {
    yield { owner: `broker ${id}`, port: externalPort, field: 'brokers' };
    yield { owner: `broker ${id} INTERNAL`, port: localInternalPort, field: 'brokers' };
  }
  const { servers } = zookeeper;
  for (const { id, localClientPort, localPeerPort, localElectionPort } of servers) {
    yield { owner: `zookeeper ${id}`, port: localClientPort, field: 'zookeeper' };
    if (servers.length === 1) continue;
    yield { owner: `zookeeper ${id} peers`, port: localPeerPort, field: 'zookeeper' };
    yield { owner: `zookeeper ${id} election`, port: localElectionPort, field: 'zookeeper' };
  }
  yield { owner: 'ui', port: uiPort, field: 'ui' };
}

/** Above 32767 lie the ephemeral ports: a client's own socket may hold one, and a probe can then connect to itself. */
export const legalPorts: Rule = function* (cluster) {
  const ports = [...portsOf(cluster)];
  for (const field of ['brokers', 'zookeeper', 'ui'] as const) {
    const counted = ports.filter((taken) => taken.field === field);
    const first = counted[0]!.port;
    const last = counted.reduce((highest, taken) => (taken.port > highest.port ? taken : highest));
    const most = MAX_PORT - (last.port - first);
    if (Number.isInteger(first) && first >= MIN_PORT && first <= most) continue;
    const why = most < MAX_PORT ? `, as the port of ${last.owner} is ${last.port - first} above it` : '';
    yield `hostPorts.${field} must be ${MIN_PORT} to ${most}${why}, but it is ${first}`;
  }
};

const MIN_PORT = 1024;
const MAX_PORT = 32_767;

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
