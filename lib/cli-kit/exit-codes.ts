/** What a process ends with: 1 unexpected, 2 bad input, 3 cannot connect, 4 not done by the deadline, 5 what is stored is not what was sent. */
type ExitCode = 1 | 2 | 3 | 4 | 5;

/** Of what is up and answers: acknowledged messages are not there, or out of reach. */
export const DAMAGED = 5 satisfies ExitCode;

/** By the code of an error of the clients. What is not here, Kafka's other errors, is 1. */
export const EXIT_CODES: Readonly<Record<string, ExitCode>> = {
  BUFFER_FULL: 1,
  CLOSED: 1,
  FENCED: 1,
  LOG_TRUNCATED: 1,
  NOT_A_MEMBER: 1,
  TRANSACTION_ENDED: 1,
  TRANSACTION_OPEN: 1,

  INTERNAL_TOPIC: 2,
  INVALID_ADDRESS: 2,
  INVALID_MESSAGE: 2,
  INVALID_OPTION: 2,
  INVALID_TOPIC: 2,
  INVALID_TOPIC_CONFIG: 2,
  JOURNAL: 2,
  NO_ZSTD: 2,
  OTHER_CLUSTER: 2,
  TLS_FAILED: 2,
  TOO_FEW_BROKERS: 2,
  TOPIC_DIFFERS: 2,
  TOPIC_EXISTS: 2,
  TOPIC_REFUSED: 2,
  UNKNOWN_PARTITION: 2,
  UNKNOWN_TOPIC: 2,
  UNREADABLE_VALUE: 2,
  WRONG_SECURITY_PROTOCOL: 2,

  CANNOT_CONNECT: 3,
  NO_ANSWER: 3,
  NOT_READY: 3,

  NOT_DONE: 4,
  NOT_STORED: 4,
  TRANSACTION_TIMED_OUT: 4,
  UNKNOWN_OUTCOME: 4,

  UNREADABLE_BATCH: 5,

  // Of Kafka's, those that what was given is to blame for.
  CLUSTER_AUTHORIZATION_FAILED: 2,
  GROUP_AUTHORIZATION_FAILED: 2,
  GROUP_ID_NOT_FOUND: 2,
  GROUP_SUBSCRIBED_TO_TOPIC: 2,
  INCONSISTENT_GROUP_PROTOCOL: 2,
  INVALID_CONFIG: 2,
  INVALID_GROUP_ID: 2,
  INVALID_PARTITIONS: 2,
  INVALID_REPLICA_ASSIGNMENT: 2,
  INVALID_REPLICATION_FACTOR: 2,
  INVALID_REQUIRED_ACKS: 2,
  INVALID_SESSION_TIMEOUT: 2,
  INVALID_TIMESTAMP: 2,
  INVALID_TOPIC_EXCEPTION: 2,
  INVALID_TRANSACTION_TIMEOUT: 2,
  MESSAGE_TOO_LARGE: 2,
  NON_EMPTY_GROUP: 2,
  NO_REASSIGNMENT_IN_PROGRESS: 2,
  OFFSET_METADATA_TOO_LARGE: 2,
  OFFSET_OUT_OF_RANGE: 2,
  POLICY_VIOLATION: 2,
  RECORD_LIST_TOO_LARGE: 2,
  RESOURCE_NOT_FOUND: 2,
  SASL_AUTHENTICATION_FAILED: 2,
  SECURITY_DISABLED: 2,
  TOPIC_ALREADY_EXISTS: 2,
  TOPIC_AUTHORIZATION_FAILED: 2,
  TOPIC_DELETION_DISABLED: 2,
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 2,
  UNACCEPTABLE_CREDENTIAL: 2,
  UNKNOWN_TOPIC_OR_PARTITION: 2,
  UNSUPPORTED_COMPRESSION_TYPE: 2,
  UNSUPPORTED_SASL_MECHANISM: 2,
};

/** What a process ends with for `error`; undefined for one that nobody expected, whose stack is of interest. */
export function exitCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('exitCode' in error && typeof error.exitCode === 'number') return error.exitCode;
  // The mark of an error of the clients, which this room does not know.
  if (!('retriable' in error) || !('code' in error)) return undefined;
  return EXIT_CODES[String(error.code)] ?? 1;
}
