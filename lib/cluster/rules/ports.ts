import type { Cluster } from '../cluster';
import type { ClusterServer } from '../cluster-server';
import { METRICS_PORT } from '../metrics';
import { READINESS_PORT } from '../readiness';
import type { Rule } from './rule';

interface Taken {
  readonly owner: string;
  readonly port: number;
  /** The field that it is counted from. */
  readonly field: ClusterServer['portsFrom'] | 'ui';
}

/** Every port that the cluster takes on one machine, with the name of what takes it. */
function* portsOf({ servers, uiPort }: Cluster): Iterable<Taken> {
  for (const { role, id, localPort, otherLocalPorts, portsFrom: field } of servers) {
    yield { owner: `${role} ${id}`, port: localPort, field };
    for (const [use, port] of Object.entries(otherLocalPorts)) yield { owner: `${role} ${id} ${use}`, port, field };
  }
  yield { owner: 'ui', port: uiPort, field: 'ui' };
}

/** Above 32767 lie the ephemeral ports: a client's own socket may hold one, and a probe can then connect to itself. */
export const legalPorts: Rule = function* (cluster) {
  const ports = [...portsOf(cluster)];
  for (const field of new Set(ports.map((taken) => taken.field))) {
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

/** A broker has all its listeners in one pod, beside what tells whether it is in sync, and how it is; on this machine INTERNAL has other ports. */
export const distinctPodPorts: Rule = function* ({ brokers, readiness, metrics }) {
  for (const { id, listeners } of brokers) {
    const names = new Map<number, string>([
      ...(readiness === 'in-sync' ? [[READINESS_PORT, 'readiness'] as const] : []),
      ...(metrics ? [[METRICS_PORT, 'metrics'] as const] : []),
    ]);
    for (const { name, pod } of listeners) {
      const other = pod && names.get(pod.port);
      if (other)
        yield `${other} and ${name} of broker ${id} both have port ${pod.port} in the pod: change hostPorts.brokers`;
      if (pod) names.set(pod.port, name);
    }
  }
};
