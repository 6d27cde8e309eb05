import { array, since, struct } from '../codec/composites';
import { int16, int32, long, string } from '../codec/scalars';
import { request } from '../request';

const replicas = array(
  struct({
    replicaId: int32,
    /** -1 where the leader does not know it. */
    logEndOffset: long,
    /** Milliseconds since 1970, as below; -1 where the leader does not know it. */
    lastFetchTimestamp: since(1, long, -1),
    lastCaughtUpTimestamp: since(1, long, -1),
  }),
);

/** Who holds the metadata in KRaft mode (KIP-595): brokers hand it on to the controller. In ZooKeeper mode they do not speak it. */
export const describeQuorum = request({
  name: 'DescribeQuorum',
  key: 55,
  versions: [0, 1],
  flexible: 0,
  request: { topics: array(struct({ topicName: string, partitions: array(struct({ partitionIndex: int32 })) })) },
  response: {
    /** In no version. */
    throttleTimeMs: since(Infinity, int32, 0),
    errorCode: int16,
    topics: array(
      struct({
        topicName: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            errorCode: int16,
            leaderId: int32,
            leaderEpoch: int32,
            highWatermark: long,
            currentVoters: replicas,
            observers: replicas,
          }),
        ),
      }),
    ),
  },
});
