import {
  AssignerProtocol,
  PartitionAssigners,
  type Cluster,
  type ConsumerConfig,
  type Logger,
  type PartitionAssigner,
} from 'kafkajs';
import { assignors, type Assignor } from '../kafka';

/**
 * By the name and the algorithm of kafkajs', so that its members and ours share a group; but nobody is given a topic that it does not
 * read, as kafkajs' leader gives.
 */
const roundRobin: Assignor = { ...assignors.roundrobin, name: 'RoundRobinAssigner' };

/** Those that a consumer was given, as the engine takes them. */
export const assignorsOf = (
  { groupId, partitionAssigners = [PartitionAssigners.roundRobin] }: ConsumerConfig,
  logger: Logger,
): Assignor[] =>
  partitionAssigners.map((create) =>
    create === PartitionAssigners.roundRobin ? roundRobin : assignorOf(create, groupId, logger),
  );

function assignorOf(create: PartitionAssigner, groupId: string, logger: Logger): Assignor {
  let counts: ReadonlyMap<string, number> = new Map();
  const assigner = create({ groupId, logger, cluster: clusterOf(() => counts) });
  const userDataOf = (topics: readonly string[]): Buffer =>
    AssignerProtocol.MemberMetadata.decode(assigner.protocol({ topics: [...topics] }).metadata)?.userData ??
    Buffer.alloc(0);
  return {
    name: assigner.name,
    protocol: 'eager',
    userData: (_, topics) => userDataOf(topics),
    assign: async (members, partitionCounts) => {
      counts = partitionCounts;
      const given = members.map(({ memberId, topics, userData }) => ({
        memberId,
        memberMetadata: AssignerProtocol.MemberMetadata.encode({
          version: assigner.version,
          topics: [...topics],
          userData: userData ?? Buffer.alloc(0),
        }),
      }));
      const assigned = await assigner.assign({ members: given, topics: [...partitionCounts.keys()] });
      return new Map(
        assigned.map(({ memberId, memberAssignment }) => [
          memberId,
          AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {},
        ]),
      );
    },
  };
}

/** What assigners ask of a cluster: which partitions a topic has. The engine has just looked. */
function clusterOf(counts: () => ReadonlyMap<string, number>): Cluster {
  const done = () => Promise.resolve();
  const known: Pick<
    Cluster,
    | 'findTopicPartitionMetadata'
    | 'refreshMetadata'
    | 'refreshMetadataIfNecessary'
    | 'addTargetTopic'
    | 'addMultipleTargetTopics'
  > = {
    refreshMetadata: done,
    refreshMetadataIfNecessary: done,
    addTargetTopic: done,
    addMultipleTargetTopics: done,
    findTopicPartitionMetadata: (topic) =>
      Array.from({ length: counts().get(topic) ?? 0 }, (_, partitionId) => ({
        partitionErrorCode: 0,
        partitionId,
        leader: -1,
        replicas: [],
        isr: [],
      })),
  };
  return known as Cluster;
}
