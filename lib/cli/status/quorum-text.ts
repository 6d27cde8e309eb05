import { grouped, table } from '../../cli-kit';
import type { Features, Quorum, QuorumReplica } from '../../kafka';
import type { ClusterState, ServerState } from '../../target';

/** Who holds the metadata in KRaft mode, how far they are, and what is switched on. Nothing of a cluster in ZooKeeper mode. */
export function quorumText({ servers, health }: Pick<ClusterState, 'servers' | 'health'>): string[] {
  const { quorum, features } = health ?? {};
  return [...(quorum ? [quorumTable(quorum, servers)] : []), ...(features ? [featuresText(features)] : [])];
}

function quorumTable({ leaderId, voters, observers }: Quorum, servers: readonly ServerState[]): string {
  const row = ({ id, lag }: QuorumReplica, role: string) => [
    nameOf(id, servers),
    id === leaderId ? 'leader' : role,
    // Of records: the leader has all there are.
    id === leaderId || lag === undefined ? '-' : grouped(lag),
  ];
  const rows = [...voters.map((one) => row(one, 'voter')), ...observers.map((one) => row(one, 'observer'))];
  return table(['QUORUM', 'ROLE', 'LAG'], rows);
}

const nameOf = (id: number, servers: readonly ServerState[]): string =>
  servers.find((server) => server.id === id)?.name ?? `node ${id}`;

const featuresText = (features: Features): string =>
  `features: ${Object.entries(features)
    .map(([name, level]) => `${name} ${level}`)
    .join(', ')}`;
