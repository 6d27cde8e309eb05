/** The requests that are encoded and decoded by kafkajs: what goes in and what comes out. Error codes are left to the caller. */
export interface Apis {
  readonly ListOffsets: Api<
    {
      isolationLevel: number;
      topics: { topic: string; partitions: { partition: number; timestamp: number }[] }[];
    },
    {
      responses: {
        topic: string;
        partitions: { partition: number; errorCode: number; timestamp: string; offset: string }[];
      }[];
    }
  >;
  readonly AddPartitionsToTxn: Api<
    TransactionArgs & { topics: { topic: string; partitions: number[] }[] },
    { errors: { topic: string; partitionErrors: { partition: number; errorCode: number }[] }[] }
  >;
  readonly AddOffsetsToTxn: Api<TransactionArgs & { groupId: string }, { errorCode: number }>;
  /** `transactionResult`: whether to commit. */
  readonly EndTxn: Api<TransactionArgs & { transactionResult: boolean }, { errorCode: number }>;
  readonly CreateTopics: Api<
    {
      topics: {
        topic: string;
        numPartitions: number;
        replicationFactor: number;
        configEntries: { name: string; value: string }[];
      }[];
      validateOnly: boolean;
      timeout: number;
    },
    { topicErrors: TopicError[] }
  >;
  readonly CreatePartitions: Api<
    { topicPartitions: { topic: string; count: number }[]; validateOnly: boolean; timeout: number },
    { topicErrors: TopicError[] }
  >;
  readonly DeleteTopics: Api<
    { topics: string[]; timeout: number },
    { topicErrors: { topic: string; errorCode: number }[] }
  >;
  readonly DescribeConfigs: Api<
    { resources: { type: number; name: string; configNames?: string[] }[]; includeSynonyms: boolean },
    {
      resources: {
        errorCode: number;
        errorMessage: string | null;
        resourceName: string;
        configEntries: {
          configName: string;
          configValue: string | null;
          configSource: number;
          configSynonyms: { configValue: string | null; configSource: number }[];
        }[];
      }[];
    }
  >;
  readonly ListGroups: Api<object, { errorCode: number; groups: { groupId: string; protocolType: string }[] }>;
  readonly DescribeGroups: Api<
    { groupIds: string[] },
    { groups: { errorCode: number; groupId: string; state: string; members: { memberId: string }[] }[] }
  >;
  readonly OffsetFetch: Api<
    /** No topics means all for which the group has committed. */
    { groupId: string; topics: { topic: string; partitions: { partition: number }[] }[] },
    {
      errorCode: number;
      responses: { topic: string; partitions: { partition: number; offset: string; errorCode: number }[] }[];
    }
  >;
  readonly GroupCoordinator: Api<
    { groupId: string; coordinatorType: number },
    { errorCode: number; errorMessage: string | null; coordinator: { nodeId: number; host: string; port: number } }
  >;
  readonly JoinGroup: Api<
    {
      groupId: string;
      sessionTimeout: number;
      rebalanceTimeout: number;
      /** Empty for a new member, which is then told its id. */
      memberId: string;
      protocolType: 'consumer';
      groupProtocols: { name: string; metadata: Buffer }[];
    },
    {
      errorCode: number;
      generationId: number;
      leaderId: string;
      memberId: string;
      /** Only the leader is told. */
      members: { memberId: string; memberMetadata: Buffer }[];
    }
  >;
  readonly SyncGroup: Api<
    {
      groupId: string;
      generationId: number;
      memberId: string;
      /** Only the leader assigns. */
      groupAssignment: { memberId: string; memberAssignment: Buffer }[];
    },
    { errorCode: number; memberAssignment: Buffer }
  >;
  readonly Heartbeat: Api<{ groupId: string; groupGenerationId: number; memberId: string }, { errorCode: number }>;
  readonly LeaveGroup: Api<{ groupId: string; memberId: string }, { errorCode: number }>;
  readonly OffsetCommit: Api<
    {
      groupId: string;
      groupGenerationId: number;
      memberId: string;
      topics: { topic: string; partitions: { partition: number; offset: string }[] }[];
    },
    { responses: { topic: string; partitions: { partition: number; errorCode: number }[] }[] }
  >;
}

interface Api<Args, Answer> {
  readonly args: Args;
  readonly answer: Answer;
}
interface TransactionArgs {
  readonly transactionalId: string;
  readonly producerId: string;
  readonly producerEpoch: number;
}
interface TopicError {
  readonly topic: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

export type ApiName = keyof Apis;
