import type { BrokerLogDirs, Pong } from '../../../kafka';
import type { BrokerRow, ClusterState } from '../../api';
import type { Findings } from './findings';
import { sum } from './rates';

/** What the page `Cluster` shows, without its changes. */
export function clusterState(findings: Findings): Omit<ClusterState, 'changes' | 'readOnly'> {
  const { layout, fault, written, read } = findings;
  const partitions = layout.topics.flatMap((topic) => topic.partitions);
  const isOwn = new Set(layout.topics.filter(({ internal }) => !internal).map(({ name }) => name));
  return {
    clusterId: layout.clusterId,
    controllerId: layout.controllerId,
    brokers: brokerRows(findings),
    partitions: {
      total: partitions.length,
      underReplicated: partitions.filter(({ inSync, replicas }) => inSync.length < replicas.length).length,
      offline: partitions.filter(({ leader }) => leader === undefined).length,
    },
    produced: written && sum([...written].filter(([topic]) => isOwn.has(topic)).map(([, rate]) => rate)),
    consumed: read && sum(read.values()),
    ...(fault !== undefined && { fault }),
  };
}

function brokerRows({ layout, pongs, disks, fault }: Findings): BrokerRow[] {
  const counts = new Map<number, { leads: number; replicas: number; inSync: number }>();
  const countOf = (id: number) => {
    const count = counts.get(id) ?? { leads: 0, replicas: 0, inSync: 0 };
    counts.set(id, count);
    return count;
  };
  for (const { id } of layout.brokers) countOf(id);
  for (const { partitions } of layout.topics) {
    for (const { leader, replicas, inSync } of partitions) {
      if (leader !== undefined) countOf(leader).leads++;
      for (const id of replicas) countOf(id).replicas++;
      for (const id of inSync) countOf(id).inSync++;
    }
  }
  const registered = new Map(layout.brokers.map((broker) => [broker.id, broker]));
  const answers = new Map(pongs.map((pong) => [pong.broker, pong]));
  return [...counts]
    .sort(([one], [other]) => one - other)
    .map(([id, count]) => ({
      id,
      address: registered.get(id)?.address,
      rack: registered.get(id)?.rack,
      ...stateOf(registered.has(id), answers.get(id), fault),
      ...count,
      ...disk(disks?.find(({ broker }) => broker === id)),
    }));
}

function stateOf(isRegistered: boolean, pong: Pong | undefined, fault: string | undefined) {
  if (!isRegistered) return { state: 'down' } as const;
  if (fault !== undefined) return { state: 'silent', fault } as const;
  if (pong && 'fault' in pong) return { state: 'silent', fault: pong.fault } as const;
  return { state: 'up' } as const;
}

function disk(found: BrokerLogDirs | undefined): Pick<BrokerRow, 'size' | 'diskTotal' | 'diskFree'> {
  const directories = found?.directories;
  if (!directories) return { size: undefined, diskTotal: undefined, diskFree: undefined };
  const known = (values: readonly (number | undefined)[]) =>
    values.length === 0 || values.includes(undefined) ? undefined : sum(values as number[]);
  return {
    size: sum(directories.flatMap(({ replicas }) => replicas.map(({ size }) => size))),
    diskTotal: known(directories.map(({ totalBytes }) => totalBytes)),
    diskFree: known(directories.map(({ usableBytes }) => usableBytes)),
  };
}
