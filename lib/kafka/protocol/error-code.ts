import type { kafkaErrors } from './kafka-errors';

/**
 * What a broker answers, by Kafka's name. `ERROR_<number>` is what a newer broker knows and these clients do not.
 * @see https://kafka.apache.org/protocol.html#protocol_error_codes
 */
export type ProtocolErrorCode = keyof typeof kafkaErrors | `ERROR_${number}`;

/** What a program may compare `code` of a {@link KafkaError} with; in brackets its exit code. */
export type KafkaErrorCode =
  /** No broker, or not the one that is needed, answered in time (exit code 3). */
  | 'CANNOT_CONNECT'
  /** One request was not answered: refused, closed or silent (3). */
  | 'NO_ANSWER'
  /** The cluster has fewer brokers than are expected, or no controller, by the deadline (3). */
  | 'NOT_READY'
  /** A broker's address is not `host:port`, or none was given (2). */
  | 'INVALID_ADDRESS'
  /** A cluster with another id answered (2). */
  | 'OTHER_CLUSTER'
  /** The client, the producer or the consumer was closed before (1). */
  | 'CLOSED'
  /** A message cannot be sent as it is: its value does not fit its topic, or it is not well formed (2). */
  | 'INVALID_MESSAGE'
  /** No broker knows the topic (2). */
  | 'UNKNOWN_TOPIC'
  /** The topic has no such partition (2). */
  | 'UNKNOWN_PARTITION'
  /** The brokers do not let this client have the topic (2). */
  | 'TOPIC_REFUSED'
  /** `enqueue` was called without awaiting the room it asked for (1). */
  | 'BUFFER_FULL'
  /** This Node.js cannot compress with zstd (2). */
  | 'NO_ZSTD'
  /** A message was not acknowledged by its deadline, and is certainly not stored (4). */
  | 'NOT_STORED'
  /** A message or transaction was not acknowledged by its deadline, and took effect once or not at all (4). */
  | 'UNKNOWN_OUTCOME'
  /** Another producer with the same transactional id has taken over (1). */
  | 'FENCED'
  /** The group has gone on without this member, so that the transaction with its offsets was aborted (1). */
  | 'NOT_A_MEMBER'
  /** The producer is in a transaction already (1). */
  | 'TRANSACTION_OPEN'
  /** A stored value does not fit its topic (2). */
  | 'UNREADABLE_VALUE'
  /** Stored bytes are damaged, or compressed by an unknown codec (1). */
  | 'UNREADABLE_BATCH'
  /** A new topic was refused, for its name or its counts (2). */
  | 'INVALID_TOPIC'
  /** A property of a topic is unknown, or its value is not allowed (2). */
  | 'INVALID_TOPIC_CONFIG'
  /** There is a topic of that name already (2). */
  | 'TOPIC_EXISTS'
  /** A topic has more partitions or another replication factor than described, which cannot be changed (2). */
  | 'TOPIC_DIFFERS'
  /** Fewer brokers are up than a new topic needs (2). */
  | 'TOO_FEW_BROKERS'
  /** The controller has accepted a change, but not all brokers have made it by the deadline (4). */
  | 'NOT_DONE'
  /** A journal of the audit cannot be written or read (2). */
  | 'JOURNAL'
  /** What a broker answered, by Kafka's name, such as `MESSAGE_TOO_LARGE` or `OFFSET_OUT_OF_RANGE`. */
  | ProtocolErrorCode;
