import { ignorable, array, between, nullableArray, since, struct } from '../codec/composites';
import { boolean, int16, int32, nullableString, nullableStringSince, string, uuid, ZERO_UUID } from '../codec/scalars';
import { request } from '../request';

/** Answers tell leader epochs from 7 on, and the ids of topics from 10 on. */
export const metadata = request({
  name: 'Metadata',
  key: 3,
  versions: [7, 12],
  flexible: 9,
  request: {
    /** null for all there are. */
    topics: nullableArray(struct({ topicId: ignorable(since(10, uuid, ZERO_UUID)), name: nullableStringSince(10) })),
    allowAutoTopicCreation: boolean,
    includeClusterAuthorizedOperations: between(8, 10, boolean, false),
    includeTopicAuthorizedOperations: since(8, boolean, false),
  },
  response: {
    throttleTimeMs: int32,
    brokers: array(struct({ nodeId: int32, host: string, port: int32, rack: nullableString })),
    clusterId: nullableString,
    controllerId: int32,
    topics: array(
      struct({
        errorCode: int16,
        name: nullableStringSince(12),
        topicId: since(10, uuid, ZERO_UUID),
        isInternal: boolean,
        partitions: array(
          struct({
            errorCode: int16,
            partitionIndex: int32,
            leaderId: int32,
            leaderEpoch: int32,
            replicaNodes: array(int32),
            isrNodes: array(int32),
            offlineReplicas: array(int32),
          }),
        ),
        topicAuthorizedOperations: since(8, int32, -(2 ** 31)),
      }),
    ),
    clusterAuthorizedOperations: between(8, 10, int32, -(2 ** 31)),
  },
});
