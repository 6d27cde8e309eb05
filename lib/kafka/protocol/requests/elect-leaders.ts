import { array, nullableArray, struct } from '../codec/composites';
import { int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** The first replica if it is in sync, or one that is not in sync where there is no other (KIP-460). */
export const ELECTION = { preferred: 0, unclean: 1 } as const;

/** Version 0 knows preferred elections only. */
export const electLeaders = request({
  name: 'ElectLeaders',
  key: 43,
  versions: [1, 2],
  flexible: 2,
  request: {
    electionType: int8,
    /** null for all there are. */
    topicPartitions: nullableArray(struct({ topic: string, partitions: array(int32) })),
    timeoutMs: int32,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    /** Of all there are, only those that needed an election. */
    replicaElectionResults: array(
      struct({
        topic: string,
        partitionResult: array(struct({ partitionId: int32, errorCode: int16, errorMessage: nullableString })),
      }),
    ),
  },
});
