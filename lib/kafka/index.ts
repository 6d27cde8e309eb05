export type { Acl, AclFilter, NewAcl } from './admin/acl';
export { createAcls, deleteAcls, listAcls } from './admin/acls';
export { ensureUsers, type DescribedUser, type EnsuredUser } from './admin/ensure-users';
export type { UserRights } from './admin/rights';
export { addPartitions, validatePartitions, type GrowthOptions } from './admin/add-partitions';
export type { AdminOptions } from './admin/admin-options';
export {
  alterBrokerConfig,
  alterTopicConfig,
  validateBrokerConfig,
  validateTopicConfig,
  type ConfigChange,
} from './admin/alter-config';
export {
  alterClientQuotas,
  listClientQuotas,
  type ClientQuotas,
  type QuotaChange,
  type QuotaEntity,
  type QuotaName,
} from './admin/client-quotas';
export { openTransactions, type OpenTransaction } from './admin/open-transactions';
export type { KnownTransaction } from './admin/known-transactions';
export { describeQuorum } from './admin/describe-quorum';
export { createTopic } from './admin/create-topic';
export { createTopics, validateTopics } from './admin/create-topics';
export { deleteRecords, type DeletedRecords, type RecordsToDelete } from './admin/delete-records';
export { deleteTopic } from './admin/delete-topic';
export { describeConfig, type ConfigEntry, type ConfigOwner, type ConfigSource } from './admin/describe-config';
export { describeLogDirs, type BrokerLogDirs, type LogDir, type ReplicaSize } from './admin/describe-log-dirs';
export {
  describeGroup,
  describeMembers,
  listGroups,
  type GroupDetails,
  type GroupMemberDetails,
  type GroupMembers,
  type GroupOffset,
  type GroupSummary,
} from './admin/describe-groups';
export { describeTopic, type PartitionDetails, type TopicDetails } from './admin/describe-topic';
export { leaderlessReplicas, type LeaderlessReplicas, type ReplicaEnd } from './admin/replicas/leaderless-replicas';
export { electLeaders, type ElectOptions, type Election } from './admin/replicas/elect-leaders';
export { compareTopics, type TopicDifference } from './admin/compare-topics';
export { ensureTopics, type EnsuredTopic } from './admin/ensure-topics';
export { findTopics, type FoundTopic } from './admin/find-topics';
export {
  findOffsets,
  type FindOffsetsOptions,
  type OffsetPosition,
  type PartitionPosition,
} from './admin/find-offsets';
export { alterGroupOffsets, deleteGroup, deleteGroupOffsets, type NewGroupOffset } from './admin/group-offsets';
export { onceEnoughBrokers } from './admin/once-enough-brokers';
export { listTopics, type TopicSummary } from './admin/list-topics';
export type { NewTopic } from './admin/new-topic';
export {
  planReassignment,
  type ReplicaAssignment,
  type PlannedMove,
  type ReassignmentPlan,
} from './admin/replicas/plan-reassignment';
export { planRebalance } from './admin/replicas/plan-rebalance';
export {
  listAssignments,
  listReassignments,
  reassignPartitions,
  untilReassigned,
  type AskedAssignment,
  type ReassignedOptions,
  type Reassignment,
} from './admin/replicas/reassign-partitions';
export { endThrottle, throttleMoves } from './admin/replicas/throttle';
export { newTopicFaults } from './admin/refuse-invalid';
export {
  deleteScramCredentials,
  listScramCredentials,
  upsertScramCredentials,
  type NewScramCredential,
  type ScramCredential,
} from './admin/scram-credentials';
export { withheldOffsets, type WithheldOffsets, type WithheldOptions } from './admin/withheld-offsets';
export type { Client } from './client/client';
export { connect, type Access, type ConnectOptions } from './client/connect';
export { findController, type Controller } from './client/controller';
export type { Features } from './client/features';
export type { PartitionMetadata } from './client/metadata';
export type { Quorum, QuorumReplica } from './client/quorum';
export type { PasswordLogin, SaslOptions, Token, TokenLogin } from './network/sasl/options';
export type { TlsOptions } from './network/tls/options';
export type { KafkaErrorCode } from './protocol/error-code';
export { KafkaError } from './protocol/errors';
export { kafkaErrors } from './protocol/kafka-errors';
export { ACL_OPERATION, ACL_PATTERN, ACL_PERMISSION, ACL_RESOURCE } from './protocol/requests/describe-acls';
export { CONFIG_SOURCE } from './protocol/requests/describe-configs';
export { assignors, type Assignment, type Assignor, type AssignorName, type Subscriber } from './group/assignors';
export { consume, type ControlOptions, type Handler, type Stopped } from './group/consume';
export type { Control } from './group/control';
export type { CommittedOffset, PartitionOffset } from './group/offsets';
export type { CommitOptions, Consumed, ConsumeOptions } from './group/options';
export { groupCommits, type AllGroupCommits, type Commit, type GroupCommits } from './health/group-commits';
export type { GroupHealth } from './health/groups';
export { health, type BrokerHealth, type DegradedPartition, type Health, type TopicHealth } from './health/health';
export { layout, type BrokerPlace, type Layout, type PartitionLayout, type TopicLayout } from './health/layout';
export { ping, type Pong } from './health/ping';
export type { LeaderlessPartition } from './health/served-topics';
export { topicOffsets, type OffsetsByTopic } from './health/topic-ends';
export { waitUntilReady, type Ready, type ReadyOptions } from './health/wait-until-ready';
export { fieldJson, fieldOf, headersJson, type FieldJson } from './field-json';
export type { ClientHooks, MemberHooks, Retry } from './hooks';
export type { Log, LogEntry } from './log';
export {
  lastHeader,
  type Header,
  type Headers,
  type HeaderValue,
  type Message,
  type MessageBatch,
  type ReceivedHeader,
  type ReceivedMessage,
  type Unreadable,
} from './message';
export { numberedMessages, type NumberedMessage } from './numbered-messages';
export type { Delivery } from './producer/delivery';
export { createProducer } from './producer/create-producer';
export type { Producer, ProducerOptions } from './producer/producer';
export type { Compression } from './protocol/records/compression';
export type { FetchOptions, OffsetReset, ReadOptions, Start } from './reader/options';
export { read } from './reader/read';
export type { Transaction, TransactionCallOptions, TransactionOptions } from './transactions/options';
export { TransactionalProducer } from './transactions/transactional-producer';
export * from './typed';
export { transform, type TransformOptions } from './transactions/transform';
