import type {
  Admin,
  AdminConfig,
  AdminEvents,
  Batch,
  Consumer,
  ConsumerConfig,
  ConsumerEvents,
  ConsumerRunConfig,
  ConsumerSubscribeTopics,
  EachBatchPayload,
  EachMessagePayload,
  ITopicConfig,
  ITopicPartitionConfig,
  Kafka,
  KafkaConfig,
  Logger,
  Message,
  Producer,
  ProducerBatch,
  ProducerConfig,
  ProducerEvents,
  ProducerRecord,
  RecordMetadata,
  RetryOptions,
  Transaction,
} from 'kafkajs';

/** What a method or an option of kafkajs 2.2.4 is here. */
export type Verdict =
  'same' | { readonly better: string } | { readonly different: string } | { readonly instead: string };

const same = 'same';
const better = (how: string): Verdict => ({ better: how });
const different = (why: string): Verdict => ({ different: why });
const instead = (what: string): Verdict => ({ instead: what });

type Judged<T> = { readonly [Member in keyof Required<T>]: Verdict };

interface Contract {
  readonly Kafka: Judged<Kafka>;
  readonly KafkaConfig: Judged<KafkaConfig>;
  readonly RetryOptions: Judged<RetryOptions>;
  readonly ProducerConfig: Judged<ProducerConfig>;
  readonly Producer: Judged<Producer>;
  readonly ProducerRecord: Judged<ProducerRecord>;
  readonly ProducerBatch: Judged<ProducerBatch>;
  readonly Message: Judged<Message>;
  readonly RecordMetadata: Judged<RecordMetadata>;
  readonly Transaction: Judged<Transaction>;
  readonly ConsumerConfig: Judged<ConsumerConfig>;
  readonly Consumer: Judged<Consumer>;
  readonly ConsumerSubscribeTopics: Judged<ConsumerSubscribeTopics>;
  readonly ConsumerRunConfig: Judged<ConsumerRunConfig>;
  readonly EachMessagePayload: Judged<EachMessagePayload>;
  readonly EachBatchPayload: Judged<EachBatchPayload>;
  readonly Batch: Judged<Batch>;
  readonly AdminConfig: Judged<AdminConfig>;
  readonly Admin: Judged<Admin>;
  readonly ITopicConfig: Judged<ITopicConfig>;
  readonly ITopicPartitionConfig: Judged<ITopicPartitionConfig>;
  readonly ProducerEvents: Judged<ProducerEvents>;
  readonly ConsumerEvents: Judged<ConsumerEvents>;
  readonly AdminEvents: Judged<AdminEvents>;
  readonly Logger: Judged<Logger>;
}

const network = { REQUEST: same, REQUEST_TIMEOUT: same } as const;
const QUEUE = different(
  'told whenever the number of requests without an answer changes, not only when some are held back',
);
const NO_TOPIC = different('no topic is made by being named: `admin.createTopics`');
const RAISED = different('always -1: 0 and 1 are raised, with one line in the log');
const LINGER = different('has no effect: `retry` says for how long it is tried');

/**
 * Every method and option of kafkajs, by the types that it declares: `docs/kafkajs.md` is made of this. One that is missing does not
 * compile.
 */
export const contract: Contract = {
  Kafka: { producer: same, consumer: same, admin: same, logger: same },
  KafkaConfig: {
    brokers: same,
    ssl: better('a broker that shows another certificate, or speaks no TLS, ends it at once, with what to do'),
    sasl: different('`aws` and mechanisms of your own are refused with a sentence; with AWS MSK, `oauthbearer`'),
    clientId: same,
    connectionTimeout: same,
    authenticationTimeout: different('has no effect: `connectionTimeout` is of each step of a login, too'),
    reauthenticationThreshold: better('has no effect: a session is renewed when 85 to 95 % of it are over'),
    requestTimeout: better('counts from the last byte that came, so that a slow link is no dead broker'),
    enforceRequestTimeout: better('always'),
    retry: better('time, not counts: below'),
    socketFactory: instead('refused with a sentence: leave it out'),
    logLevel: same,
    logCreator: same,
  },
  RetryOptions: {
    maxRetryTime: better('part of the time that `retries` stands for'),
    initialRetryTime: better('as above; the pause before a handler that failed is called again'),
    factor: different('has no effect: pauses of the engine have their own chance'),
    multiplier: better('part of the time that `retries` stands for'),
    retries: better('becomes that time; without it 120 s, which outlasts the death of a broker'),
    restartOnFailure: same,
  },
  ProducerConfig: {
    createPartitioner: better('asked once for each message: a retry never moves it'),
    retry: better('as above'),
    metadataMaxAge: different('has no effect: who leads is asked when it matters'),
    allowAutoTopicCreation: NO_TOPIC,
    idempotent: better('always'),
    transactionalId: same,
    transactionTimeout: better('30 s by default, not 60 s'),
    maxInFlightRequests: different('has no effect: one request in flight for each partition, which keeps their order'),
  },
  Producer: {
    connect: same,
    disconnect: better('what was accepted gets its outcome first'),
    isIdempotent: better('always true'),
    events: same,
    on: same,
    send: better(
      'settles when each message has its outcome; its error has `failed`, how many are not stored, and `stored`, where the others are',
    ),
    sendBatch: better('as `send`'),
    transaction: better('after one whose fate is not known the next goes on with a new epoch'),
    logger: same,
  },
  ProducerRecord: {
    topic: same,
    messages: same,
    acks: RAISED,
    timeout: LINGER,
    compression: better('all are built in'),
  },
  ProducerBatch: { acks: RAISED, timeout: LINGER, compression: better('all are built in'), topicMessages: same },
  Message: {
    key: same,
    value: same,
    partition: same,
    headers: same,
    timestamp: same,
  },
  RecordMetadata: {
    topicName: same,
    partition: same,
    errorCode: same,
    offset: different('is not there, as with every broker since 0.11: `baseOffset`'),
    timestamp: different('as above: `logAppendTime`'),
    baseOffset: better('of the first message of the call in that partition, also where several batches are needed'),
    logAppendTime: same,
    logStartOffset: same,
  },
  Transaction: {
    send: same,
    sendBatch: same,
    sendOffsets: better(
      "of a group that a consumer of the same `Kafka` is in, as that member: refused when its partitions are another one's (KIP-447)",
    ),
    commit: better('an error says whether it is known that nothing was committed'),
    abort: same,
    isActive: same,
  },
  ConsumerConfig: {
    groupId: same,
    partitionAssigners: better('`RoundRobinAssigner` gives nobody a topic that it does not read'),
    metadataMaxAge: different('has no effect: the leader of a group asks for new partitions by itself'),
    sessionTimeout: better('10 s by default, not 30 s: the partitions of one that died are read again sooner'),
    rebalanceTimeout: better('300 s at least, so that a slow handler is not thrown out of its group'),
    heartbeatInterval: different('has no effect: each second, or a third of `sessionTimeout`'),
    maxBytesPerPartition: same,
    minBytes: different('has no effect: 1'),
    maxBytes: same,
    maxWaitTimeInMs: better('500 ms by default, not 5 s'),
    retry: better('time, not counts; for a handler that fails, counts'),
    allowAutoTopicCreation: different('topics are made by `subscribe`, only where it is `true`'),
    maxInFlightRequests: different('has no effect: one fetch in flight to each broker'),
    readUncommitted: better('committed reads leave out aborted messages also where transactions overlap'),
    rackId: different('has no effect: leaders are read'),
  },
  Consumer: {
    connect: same,
    disconnect: better('of its own handler ends it after that message: kafkajs hangs'),
    subscribe: same,
    stop: better('as `disconnect`'),
    run: same,
    commitOffsets: same,
    seek: same,
    describeGroup: same,
    pause: same,
    paused: same,
    resume: same,
    on: same,
    logger: same,
    events: same,
  },
  ConsumerSubscribeTopics: { topics: same, fromBeginning: same },
  ConsumerRunConfig: {
    autoCommit: better('commits where a group starts, too, even if off: what comes between two runs is read'),
    autoCommitInterval: same,
    autoCommitThreshold: same,
    eachBatchAutoResolve: same,
    partitionsConsumedConcurrently: same,
    eachBatch: better('called again from where it failed; the other partitions go on'),
    eachMessage: better('as above'),
  },
  EachMessagePayload: {
    topic: same,
    partition: same,
    message: same,
    heartbeat: better('sent by itself; here it tells, by rejecting, that the partition is to be another member’s'),
    pause: same,
  },
  EachBatchPayload: {
    batch: same,
    resolveOffset: same,
    heartbeat: better('as above'),
    pause: same,
    commitOffsetsIfNecessary: same,
    uncommittedOffsets: same,
    isRunning: same,
    isStale: same,
  },
  Batch: {
    topic: same,
    partition: same,
    highWatermark: same,
    messages: same,
    isEmpty: same,
    firstOffset: same,
    lastOffset: same,
    offsetLag: same,
    offsetLagLow: same,
  },
  AdminConfig: { retry: better('time, not counts: for connecting; a call goes on for 30 s') },
  Admin: {
    connect: same,
    disconnect: same,
    listTopics: same,
    createTopics: better('always waits for leaders, and until every broker knows of them; `timeout` has no effect'),
    deleteTopics: better('resolves when no broker knows the topic any more'),
    createPartitions: better('as `createTopics`'),
    fetchTopicMetadata: NO_TOPIC,
    fetchOffsets: different('`resolveOffsets` finds nothing to resolve: see `resetOffsets`'),
    fetchTopicOffsets: same,
    fetchTopicOffsetsByTimestamp: same,
    describeCluster: same,
    setOffsets: same,
    resetOffsets: better('commits the offsets as they are now, not a mark to be resolved later'),
    describeConfigs: better('of topics and brokers; that of a broker’s loggers is refused'),
    alterConfigs: better('leaves alone what is not named (KIP-339): kafkajs resets that to its default'),
    listGroups: same,
    deleteGroups: same,
    describeGroups: same,
    describeAcls: same,
    deleteAcls: better('a filter that means all is refused: it would open the cluster'),
    createAcls: same,
    deleteTopicRecords: same,
    alterPartitionReassignments: same,
    listPartitionReassignments: same,
    logger: same,
    on: same,
    events: same,
  },
  ITopicConfig: {
    topic: same,
    numPartitions: same,
    replicationFactor: same,
    replicaAssignment: same,
    configEntries: same,
  },
  ITopicPartitionConfig: { topic: same, count: same, assignments: same },
  ProducerEvents: { CONNECT: same, DISCONNECT: same, ...network, REQUEST_QUEUE_SIZE: QUEUE },
  ConsumerEvents: {
    HEARTBEAT: same,
    COMMIT_OFFSETS: same,
    GROUP_JOIN: same,
    FETCH_START: same,
    FETCH: same,
    START_BATCH_PROCESS: same,
    END_BATCH_PROCESS: same,
    CONNECT: same,
    DISCONNECT: same,
    STOP: same,
    CRASH: same,
    REBALANCING: same,
    RECEIVED_UNSUBSCRIBED_TOPICS: same,
    ...network,
    REQUEST_QUEUE_SIZE: QUEUE,
  },
  AdminEvents: { CONNECT: same, DISCONNECT: same, ...network, REQUEST_QUEUE_SIZE: QUEUE },
  Logger: { info: same, error: same, warn: same, debug: same, namespace: same, setLogLevel: same },
};
