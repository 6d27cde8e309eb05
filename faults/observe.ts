import { messageOf } from '../lib/kafka/protocol/errors';
import { CONTROL } from '../lib/kafka/network/connections';
import { COORDINATOR, findCoordinator } from '../lib/kafka/protocol/requests/find-coordinator';
import { controllerOf, findController, QUORUM } from '../lib/kafka/client/controller';
import { requestMetadata, type PartitionMetadata } from '../lib/kafka/client/metadata';
import { eventually } from '../test/support/eventually';
import type { TopicContext } from './fault';

const WITHIN = { timeoutMs: 3000 };

/** Leader of each partition of the topic of the run; undefined where there is none. */
export async function leaders({ observer, topic }: TopicContext): Promise<(number | undefined)[]> {
  const { topics } = await observer.fetchMetadata([topic]);
  return topics.get(topic)!.partitions.map(({ leader }) => leader);
}

export async function leaderOf(context: TopicContext, partition: number): Promise<number> {
  const leader = (await leaders(context))[partition];
  if (leader === undefined) throw new Error(`partition ${partition} has no leader`);
  return leader;
}

export async function controller({ observer }: TopicContext): Promise<number> {
  let id: number | undefined;
  await eventually('a controller is elected', async () => {
    const found = observer.fetchMetadata([]).then((metadata) => findController(observer, metadata));
    id = (await found.catch(() => undefined))?.controllerId;
    return id !== undefined;
  });
  return id!;
}

/** The broker that keeps the state of a group, or of a transactional id. */
export async function coordinatorOf(
  { observer }: TopicContext,
  kind: keyof typeof COORDINATOR,
  key: string,
): Promise<number> {
  const asked = { key, keyType: COORDINATOR[kind] };
  const { nodeId } = await observer.askAny((broker) => broker.send(findCoordinator, asked, { timeoutMs: 3000 }));
  return nodeId;
}

/** Resolves when `broker` leads nothing any more and every partition has a leader. */
export const untilDeposed = (context: TopicContext, broker: number): Promise<void> =>
  eventually(`broker ${broker} leads nothing`, async () => {
    const current = await leaders(context).catch(() => [broker]);
    return current.every((leader) => leader !== undefined && leader !== broker);
  });

/** Partitions of the topic of the run in whose in-sync set `broker` is not. */
export async function outOfSync({ observer, topic }: TopicContext, broker: number): Promise<number[]> {
  const { topics } = await observer.fetchMetadata([topic]);
  const partitions = topics.get(topic)!.partitions.filter(({ inSync }) => !inSync.includes(broker));
  return partitions.map(({ partition }) => partition);
}

/** Resolves when every partition of the topic has just so many replicas in sync. */
export const untilInSync = ({ observer, topic }: TopicContext, replicas: number): Promise<void> =>
  eventually(`${replicas} replicas of each partition of ${topic} are in sync`, async () => {
    const metadata = await observer.fetchMetadata([topic]).catch(() => undefined);
    return metadata?.topics.get(topic)?.partitions.every(({ inSync }) => inSync.length === replicas) ?? false;
  });

/** Resolves when all replicas of all topics are in sync, Kafka's own included: a group that commits depends on those. */
export const untilHealthy = ({ observer }: Pick<TopicContext, 'observer'>, deadlineMs = 120_000): Promise<void> =>
  eventually(
    'all replicas are in sync',
    async () => {
      const metadata = await observer.fetchMetadata('all').catch(() => undefined);
      const partitions = [...(metadata?.topics.values() ?? [])].flatMap((topic) => topic.partitions);
      return partitions.length > 0 && partitions.every(isInSync);
    },
    deadlineMs,
    async () => [...(await views({ observer }))].map(([id, view]) => `broker ${id} says: ${view}`).join('\n'),
  );

const isInSync = ({ inSync, replicas }: PartitionMetadata): boolean => inSync.length === replicas.length;

/** What each registered broker by itself says of replicas that are not in sync: one of them may be behind, or all of them right. */
export async function views({ observer }: Pick<TopicContext, 'observer'>): Promise<ReadonlyMap<number, string>> {
  const view = async (id: number): Promise<string> => {
    const metadata = await requestMetadata(await observer.connection(id, CONTROL), 'all', WITHIN);
    const { controllerId } = await controllerOf(await observer.connection(id, QUORUM), metadata, WITHIN);
    const lacking = [...metadata.topics.values()].flatMap(({ name, partitions }) =>
      partitions.filter((partition) => !isInSync(partition)).map((partition) => `${name}/${stateText(partition)}`),
    );
    return `controller ${controllerId}; ${lacking.join(', ') || 'all in sync'}`;
  };
  const ids = [...observer.metadata.brokers.keys()];
  return new Map(await Promise.all(ids.map(async (id) => [id, await view(id).catch(messageOf)] as const)));
}

const stateText = ({ partition, leader, leaderEpoch, inSync }: PartitionMetadata): string =>
  `${partition} led by ${leader} (epoch ${leaderEpoch}), ${inSync.join('+')} in sync`;
