import type { BrokerConnection, SendOptions } from '../network/connection';
import { throwIfRefused } from '../protocol/protocol-error';
import type { ValueOf } from '../protocol/codec/type';
import { describeQuorum } from '../protocol/requests/describe-quorum';

/** Who holds the metadata of a cluster in KRaft mode. */
export interface Quorum {
  /** The controller: a `node.id`, which is that of no broker where controllers stand by themselves; undefined while none is elected. */
  readonly leaderId: number | undefined;
  /** Grows with each election. */
  readonly leaderEpoch: number;
  /** Of the leader's log, where the next record goes: grows with each change. */
  readonly endOffset: number;
  /** Those that elect it, by id: a majority of them has to be there. */
  readonly voters: readonly QuorumReplica[];
  /** Those that follow without a vote, by id: brokers without controller. */
  readonly observers: readonly QuorumReplica[];
}

export interface QuorumReplica {
  /** `node.id` */
  readonly id: number;
  /** Records of metadata that the leader has and it has not; undefined where the leader has not heard of it. */
  readonly lag: number | undefined;
  /** For how long it has not had all of them, milliseconds of the leader's clock; undefined where the leader has not seen it have all. */
  readonly behindMs: number | undefined;
}

const TOPICS = [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }];

/** Whether what the connection leads to is a broker in KRaft mode. One in ZooKeeper mode does not speak of a quorum. */
export const isKRaft = (broker: BrokerConnection): boolean => broker.speaks(describeQuorum);

/**
 * Asks a broker, which asks the controller: while there is none, no answer comes, and none to what is asked after it. So let the
 * connection be one for nothing else.
 * @throws {NoAnswerError}, {RefusedError} `CLUSTER_AUTHORIZATION_FAILED` where `DESCRIBE` on the cluster is not allowed
 */
export async function requestQuorum(broker: BrokerConnection, options: SendOptions): Promise<Quorum> {
  const { errorCode, topics } = await broker.send(describeQuorum, { topics: TOPICS }, options);
  throwIfRefused(errorCode);
  const metadata = topics[0]!.partitions[0]!;
  throwIfRefused(metadata.errorCode);
  const { leaderId, leaderEpoch, currentVoters, observers } = metadata;
  const leader = currentVoters.find(({ replicaId }) => replicaId === leaderId);
  return {
    leaderId: leaderId < 0 ? undefined : leaderId,
    leaderEpoch,
    endOffset: leader?.logEndOffset ?? 0,
    voters: replicas(currentVoters, leader),
    observers: replicas(observers, leader),
  };
}

type Answered = ValueOf<typeof describeQuorum.response>['topics'][number]['partitions'][number]['observers'][number];

const replicas = (answered: readonly Answered[], leader: Answered | undefined): QuorumReplica[] =>
  answered
    .map(({ replicaId, logEndOffset, lastCaughtUpTimestamp }) => ({
      id: replicaId,
      lag: difference(leader?.logEndOffset, logEndOffset),
      behindMs: difference(leader?.lastCaughtUpTimestamp, lastCaughtUpTimestamp),
    }))
    .sort((a, b) => a.id - b.id);

const difference = (leaders = -1, own: number): number | undefined =>
  leaders < 0 || own < 0 ? undefined : Math.max(0, leaders - own);
