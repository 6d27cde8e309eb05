interface Accounted {
  readonly spec: RegExp;
  readonly test: RegExp;
  readonly because: string;
}

/** Tests that may fail, whoever is judged, each with the reason. */
const ofAll: readonly Accounted[] = [
  { spec: /./, test: /SSL|SASL/, because: 'the listeners here are PLAINTEXT: TLS and SASL come later' },
  {
    spec: /Acls/,
    test: /./,
    because: 'the brokers of the suite have no authorizer, and its listeners no SASL: kafkajs-admin.test.ts does it',
  },
  {
    spec: /fetchOffsets\./,
    test: /resolvedOffsets option/,
    because: 'it takes a callback and returns a promise: jest 30 refuses that',
  },
  {
    spec: /errorRecovery/,
    test: /offset out of range/,
    because: 'kafkajs itself fails it: Kafka takes the rebalance time-out that it joins without for none',
  },
];

const CONCURRENT = 'kafkajs itself fails it at times: it does not ask again after CONCURRENT_TRANSACTIONS';

/** And those that may fail when kafkajs itself is judged. */
const ofKafkaJs: readonly Accounted[] = [
  { spec: /concurrentTransaction/, test: /ongoing transaction on connect/, because: CONCURRENT },
  { spec: /consumeMessages/, test: / respects offsets sent by/, because: CONCURRENT },
];

const INNER = 'it replaces or watches an inner object of kafkajs, which ours has not';
const NUMBERS = 'ids of partitions and brokers are numbers, as their types say: kafkajs has text there';
const NO_TOPIC = 'topics are made only where that is asked for: docs/kafkajs.md';

/** And those that may fail when ours is judged. */
const ofFacade: readonly Accounted[] = [
  { spec: /errorRecovery/, test: /crashes due to|bail out of restarting/, because: INNER },
  { spec: /commitOffsets/, test: /updates the partition committed offset/, because: INNER },
  { spec: /consumer.*connection/, test: /reconnects the cluster/, because: INNER },
  { spec: /idempotentProduce/, test: /where produce\(\) throws/, because: INNER },
  { spec: /compression/, test: /not configured/, because: 'all codecs are built in: none is missing' },
  { spec: /producer\/index/, test: /support tombstones/, because: NO_TOPIC },
  {
    spec: /producer\/index/,
    test: /acks=0/,
    because: 'acks are always those of all replicas, which say where messages are',
  },
  {
    spec: /producer\/index/,
    test: /request timeout event|default retry value|only calls initProducerId|supports sending offsets/,
    because: INNER,
  },
  { spec: /fetchTopicMetadata/, test: /"allowAutoTopicCreation" is true/, because: NO_TOPIC },
  {
    spec: /admin/,
    test: /controller has moved|waitForLeaders is true|request timeout event/,
    because: INNER,
  },
  {
    spec: /createTopics/,
    test: /forward non ignorable errors|ignore already created topics/,
    because: INNER,
  },
  { spec: /deleteTopics/, test: /target group|REQUEST_TIMED_OUT/, because: INNER },
  {
    spec: /deleteTopicRecords/,
    test: /refresh stale metadata|retriable|at least one partition|out-of-range|low watermark/,
    because: INNER,
  },
  {
    spec: /consumeMessages/,
    test: /^Consumer consume messages|heartbeats are exposed|commits the last offsets processed/,
    because: INNER,
  },
  {
    spec: /consumeMessages/,
    test: /respects? offsets sent by an? (committed|aborted) transaction/,
    because: NUMBERS,
  },
  { spec: /instrumentationEvents/, test: /emits commit offsets|emits fetch/, because: NUMBERS },
  { spec: /instrumentationEvents/, test: /request timeout/, because: INNER },
  {
    spec: /instrumentationEvents|controlBatches/,
    test: /reading empty control batches|transactions across multiple batches/,
    because: 'a batch without messages is not handed out: where its partition goes on is committed all the same',
  },
  {
    spec: /instrumentationEvents/,
    test: /unsubscribed topics/,
    because: 'where ours divides a group, nobody is given a topic that it does not read',
  },
  {
    spec: /handlerErrorRecovery/,
    test: /does not commit the offset if autoCommit=false/,
    because: 'where a group starts is committed at once: docs/kafkajs.md',
  },
  {
    spec: /emptyAssignment/,
    test: /without receiving any assignment/,
    because: 'who is assigned nothing asks no broker for anything, and so tells of no fetch',
  },
  {
    spec: /assignmentForUnsubscribedTopic/,
    test: /new topics after already having/,
    because: 'the topics of an assignment come sorted: which is the first one says nothing',
  },
  {
    spec: /resetOffsets/,
    test: /to the (latest|earliest) offsets/,
    because: 'the offsets as they are then are committed, not a mark: docs/kafkajs.md',
  },
];

/** @param client `kafkajs` or `facade` */
export const reasonFor = (client: string, spec: string, test: string): string | undefined =>
  [...ofAll, ...(client === 'facade' ? ofFacade : ofKafkaJs)].find((one) => one.spec.test(spec) && one.test.test(test))
    ?.because;
