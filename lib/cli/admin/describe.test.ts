import type { PartitionDetails, TopicDetails } from '../../kafka';
import { describe as describeTopic } from './describe';

const partition = (number: number, details: Partial<PartitionDetails> = {}): PartitionDetails => ({
  partition: number,
  leader: 1,
  replicas: [1, 2, 3],
  inSync: [1, 2, 3],
  firstOffset: 10,
  nextOffset: 1510,
  lastWrite: Date.now() - 5500,
  ...details,
});
const topicOf = (...partitionDetails: PartitionDetails[]): TopicDetails => ({
  name: 'orders',
  partitions: partitionDetails.length,
  replicationFactor: 3,
  replicationFactors: [3],
  internal: false,
  minInSync: 2,
  partitionDetails,
  config: [{ name: 'retention.ms', value: '1000', default: '604800000' }],
});

test('a topic is described in the words of Kafka, what is amiss first', () => {
  expect(describeTopic(topicOf(partition(0), partition(1, { inSync: [1, 3] }))).split('\n')).toEqual([
    'orders: 2 partitions, replication factor 3, min.insync.replicas 2, 3,000 messages',
    'PARTITION  LEADER  REPLICAS  ISR    LOG-START-OFFSET  LOG-END-OFFSET  LAST-WRITE',
    '1          1       1,2,3     1,3 !                10           1,510  5 s ago',
    '0          1       1,2,3     1,2,3                10           1,510  5 s ago',
    'CONFIG        VALUE  DEFAULT',
    'retention.ms  1000   604800000',
  ]);
});

test('how many messages an offline partition has is unknown, not none', () => {
  const offline = {
    leader: undefined,
    inSync: [],
    firstOffset: undefined,
    nextOffset: undefined,
    lastWrite: undefined,
  };
  const [headline, , row] = describeTopic(topicOf(partition(0), partition(1, offline))).split('\n');
  expect(headline).toMatch(/, messages unknown$/);
  expect(row).toMatch(/^1 +none ! +1,2,3 +! +- +- +-$/);
});
