import { KafkaError, type Client, type ReplicaAssignment } from '../../../kafka';
import type { Values } from '../settings';
import { topicFaults } from '../topics';

/** Of every verb that moves replicas. */
export const FLAGS = ['to', 'replication', 'dryRun', 'throttle', 'cancel'] as const;

export function moveFaults(topics: readonly string[], values: Values): readonly string[] {
  const { to, cancel } = values;
  const beside = [
    ['--to', to !== undefined],
    ['--replication-factor', values.replication !== undefined],
    ['--throttle', values.throttle !== undefined],
    ['--dry-run', values.dryRun],
  ] as const;
  const extra = cancel ? beside.flatMap(([flag, isGiven]) => (isGiven ? [flag] : [])) : [];
  return [
    ...topicFaults(topics),
    ...(to !== undefined && !/^\d+(,\d+)*$/.test(to)
      ? [`--to must be ids of brokers, such as 1,2,3, but "${to}" was given`]
      : []),
    ...extra.map((flag) => `--cancel takes back what is under way, whatever it is: leave out ${flag}`),
  ];
}

/**
 * The brokers that are to hold replicas, by default all.
 * @throws {KafkaError} `INVALID_REPLICA_ASSIGNMENT` where one of them is not up: none loses its replicas for being down
 */
export function brokersOf(
  { metadata }: Client,
  current: readonly ReplicaAssignment[],
  { to }: Values,
): readonly number[] {
  const up = [...metadata.brokers.keys()].sort((a, b) => a - b);
  const isUp = (id: number) => metadata.brokers.has(id);
  const named = to?.split(',').map(Number);
  const missing = named?.filter((id) => !isUp(id)) ?? [];
  if (missing.length > 0) throw refused(`--to names ${brokersText(missing)}, but up are ${up.join(', ')}`);
  const down = [...new Set(current.flatMap(({ replicas }) => replicas))]
    .filter((id) => !isUp(id))
    .sort((a, b) => a - b);
  if (named === undefined && down.length > 0) {
    const why = `${brokersText(down)} ${down.length === 1 ? 'holds' : 'hold'} replicas and ${down.length === 1 ? 'is' : 'are'} not up`;
    throw refused(
      `${why}: start ${down.length === 1 ? 'it' : 'them'} first, or say which are to hold all of it: --to ${up.join(',')}`,
    );
  }
  return named ?? up;
}

export const racksOf = ({ metadata }: Client): ReadonlyMap<number, string | null> =>
  new Map([...metadata.brokers].map(([id, { rack }]) => [id, rack]));

const brokersText = (ids: readonly number[]): string => `${ids.length === 1 ? 'broker' : 'brokers'} ${ids.join(', ')}`;

const refused = (text: string): KafkaError => new KafkaError('INVALID_REPLICA_ASSIGNMENT', text);
