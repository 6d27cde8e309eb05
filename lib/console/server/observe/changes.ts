import type { BrokerRow, Change, ClusterState } from '../../api';

type Seen = Pick<ClusterState, 'controllerId' | 'brokers' | 'partitions'>;
type Told = Omit<Change, 'at'>;

/** What happened between two looks, in sentences. */
export function changesBetween(before: Seen, now: Seen): readonly Told[] {
  const earlier = new Map(before.brokers.map((broker) => [broker.id, broker]));
  const ofBrokers = now.brokers.flatMap((broker) => brokerChange(earlier.get(broker.id), broker));
  return [...ofBrokers, ...controllerChange(before, now), ...partitionChange(before, now)];
}

function brokerChange(before: BrokerRow | undefined, { id, state, fault }: BrokerRow): Told[] {
  if (before?.state === state) return [];
  if (state === 'up') return [{ text: `broker ${id} ${before ? 'is back' : 'has joined'}`, isTrouble: false }];
  if (state === 'silent') return [{ text: `broker ${id} does not answer: ${fault ?? 'no reason'}`, isTrouble: true }];
  return [{ text: `broker ${id} is not registered any more`, isTrouble: true }];
}

function controllerChange({ controllerId: before }: Seen, { controllerId: now }: Seen): Told[] {
  if (before === now) return [];
  return now === undefined
    ? [{ text: 'there is no controller', isTrouble: true }]
    : [{ text: `broker ${now} is the controller now`, isTrouble: false }];
}

function partitionChange({ partitions: before }: Seen, { partitions: now }: Seen): Told[] {
  if (before.offline === now.offline && before.underReplicated === now.underReplicated) return [];
  if (now.offline + now.underReplicated === 0) return [{ text: 'all partitions are in sync', isTrouble: false }];
  const parts = [
    ...(now.offline > 0 ? [`${now.offline} offline`] : []),
    ...(now.underReplicated > 0 ? [`${now.underReplicated} under-replicated`] : []),
  ];
  return [{ text: `of ${now.total} partitions ${parts.join(', ')}`, isTrouble: true }];
}
