import { kafkaErrors } from './kafka-errors';

/** What these clients say themselves, and whether to do the same once more can succeed. */
export const clientErrors = {
  /** No broker, or not the one that is needed, answered in time. */
  CANNOT_CONNECT: { retriable: true },
  /** One request was not answered: refused, closed or silent. */
  NO_ANSWER: { retriable: true },
  /** A broker speaks TLS, but it or this client does not take what the other shows: an authority, a name, a date, a version. */
  TLS_FAILED: { retriable: false },
  /** A broker speaks TLS, or wants a login, and the client was not told to, or the other way round. */
  WRONG_SECURITY_PROTOCOL: { retriable: false },
  /** The cluster has fewer brokers than are expected, or no controller, by the deadline. */
  NOT_READY: { retriable: true },
  /** A broker's address is not `host:port`, or none was given. */
  INVALID_ADDRESS: { retriable: false },
  /** An option of a call is none that it may be. */
  INVALID_OPTION: { retriable: false },
  /** A cluster with another id answered. */
  OTHER_CLUSTER: { retriable: false },
  /** The client, the producer or the consumer was closed before. */
  CLOSED: { retriable: false },
  /** A message cannot be sent as it is: its value does not fit its topic, or it is not well formed. */
  INVALID_MESSAGE: { retriable: false },
  /** No broker knows the topic. */
  UNKNOWN_TOPIC: { retriable: false },
  /** The topic has no such partition. */
  UNKNOWN_PARTITION: { retriable: false },
  /** The brokers do not let this client have the topic. */
  TOPIC_REFUSED: { retriable: false },
  /** `enqueue` was called without awaiting the room it asked for. */
  BUFFER_FULL: { retriable: true },
  /** This Node.js cannot compress with zstd. */
  NO_ZSTD: { retriable: false },
  /** A message was not acknowledged by its deadline, and is certainly not stored. */
  NOT_STORED: { retriable: true },
  /** A message, a transaction or a change of a topic was not acknowledged by its deadline, and took effect once or not at all. */
  UNKNOWN_OUTCOME: { retriable: false },
  /** Another producer with the same transactional id has taken over. */
  FENCED: { retriable: false },
  /** The group has gone on without this member, so that the transaction with its offsets was aborted. */
  NOT_A_MEMBER: { retriable: true },
  /** Its coordinator has ended a transaction that was not ended in time; no other producer has taken over. */
  TRANSACTION_TIMED_OUT: { retriable: true },
  /** What was to be part of a transaction came after its end. */
  TRANSACTION_ENDED: { retriable: false },
  /** The producer is in a transaction already. */
  TRANSACTION_OPEN: { retriable: false },
  /** A stored value does not fit its topic. */
  UNREADABLE_VALUE: { retriable: false },
  /** Stored bytes are damaged, or compressed by an unknown codec. */
  UNREADABLE_BATCH: { retriable: false },
  /** Messages that were read already are not in their partition any more: an unclean election lost them. */
  LOG_TRUNCATED: { retriable: false },
  /** A new topic was refused, for its name or its counts. */
  INVALID_TOPIC: { retriable: false },
  /** A property of a topic is unknown, or its value is not allowed. */
  INVALID_TOPIC_CONFIG: { retriable: false },
  /** There is a topic of that name already. */
  TOPIC_EXISTS: { retriable: false },
  /** A topic is Kafka's own, and what was asked would lose what Kafka keeps there. */
  INTERNAL_TOPIC: { retriable: false },
  /** A topic has more partitions or another replication factor than described, which cannot be changed. */
  TOPIC_DIFFERS: { retriable: false },
  /** Fewer brokers are up than a new topic needs. */
  TOO_FEW_BROKERS: { retriable: false },
  /** The controller has accepted a change, but not all brokers have made it by the deadline. */
  NOT_DONE: { retriable: false },
  /** A journal of the audit cannot be written or read. */
  JOURNAL: { retriable: false },
} as const;

/**
 * What a broker answers, by Kafka's name. `ERROR_<number>` is what a newer broker knows and these clients do not.
 * @see https://kafka.apache.org/protocol.html#protocol_error_codes
 */
export type ProtocolErrorCode = keyof typeof kafkaErrors | `ERROR_${number}`;

/** What a program may compare `code` of a {@link KafkaError} with: each of the clients' own has its sentence above. */
export type KafkaErrorCode = keyof typeof clientErrors | ProtocolErrorCode;

/** Whether what failed so can succeed when it is done again, perhaps elsewhere, with nothing else changed. */
export function isRetriable(code: KafkaErrorCode): boolean {
  // Whatever the broker stumbled over, it need not stumble again.
  if (code === 'UNKNOWN_SERVER_ERROR') return true;
  const known: Readonly<Record<string, { readonly retriable: boolean }>> = { ...kafkaErrors, ...clientErrors };
  return known[code]?.retriable ?? false;
}
