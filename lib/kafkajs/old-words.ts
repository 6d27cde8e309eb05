/** What kafkajs still calls by the name of before Kafka 2.6. */
export const OLD_NAMES: Readonly<Record<string, string>> = {
  UNKNOWN_SERVER_ERROR: 'UNKNOWN',
  NOT_LEADER_OR_FOLLOWER: 'NOT_LEADER_FOR_PARTITION',
  COORDINATOR_LOAD_IN_PROGRESS: 'GROUP_LOAD_IN_PROGRESS',
  COORDINATOR_NOT_AVAILABLE: 'GROUP_COORDINATOR_NOT_AVAILABLE',
  NOT_COORDINATOR: 'NOT_COORDINATOR_FOR_GROUP',
};

/** What kafkajs says in words of its own; of all others, Kafka's. Programs compare them. */
export const OLD_TEXTS: Readonly<Record<string, string>> = {
  CORRUPT_MESSAGE: 'This message has failed its CRC checksum, exceeds the valid size, or is otherwise corrupt',
  NOT_LEADER_OR_FOLLOWER: 'This server is not the leader for that topic-partition',
  REPLICA_NOT_AVAILABLE: 'The replica is not available for the requested topic-partition',
  COORDINATOR_LOAD_IN_PROGRESS: "The coordinator is loading and hence can't process requests for this group",
  COORDINATOR_NOT_AVAILABLE: 'The group coordinator is not available',
  NOT_COORDINATOR: 'This is not the correct coordinator for this group',
  INCONSISTENT_GROUP_PROTOCOL: "The group member's supported protocols are incompatible with those of existing members",
  TOPIC_AUTHORIZATION_FAILED: 'Not authorized to access topics: [Topic authorization failed]',
  GROUP_AUTHORIZATION_FAILED: 'Not authorized to access group: Group authorization failed',
  INVALID_PARTITIONS: 'Number of partitions is invalid',
  INVALID_REPLICATION_FACTOR: 'Replication-factor is invalid',
  INVALID_PRODUCER_EPOCH:
    "Producer attempted an operation with an old epoch. Either there is a newer producer with the same transactionalId, or the producer's transaction has been expired by the broker",
  INVALID_TRANSACTION_TIMEOUT:
    'The transaction timeout is larger than the maximum value allowed by the broker (as configured by max.transaction.timeout.ms)',
  GROUP_ID_NOT_FOUND: 'The group id was not found',
  GROUP_MAX_SIZE_REACHED:
    'The consumer group has reached its max size. It already has the configured maximum number of members',
  FENCED_INSTANCE_ID:
    'The broker rejected this static consumer since another consumer with the same group instance id has registered with a different member id',
  INVALID_RECORD: 'This record has failed the validation on broker and hence be rejected',
};
