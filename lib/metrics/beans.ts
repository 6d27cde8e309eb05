// What is read of a broker's JMX: a fixed number, however many topics, partitions and clients there are. A number for each
// partition is what the JMX of a broker has most of, and nothing here needs.

interface Bean {
  readonly domain: string;
  readonly type: string;
  readonly name: string;
  readonly attribute: string;
  readonly kind: 'GAUGE' | 'COUNTER';
  readonly help: string;
  /** Beans that differ in this property, by its values. @default - there is one */
  readonly each?: { readonly property: string; readonly values: readonly string[] };
}

const gauge = (domain: string, type: string, name: string, help: string, attribute = 'Value'): Bean => ({
  domain,
  type,
  name,
  attribute,
  kind: 'GAUGE',
  help,
});

/** Of a meter, which counts all that there was since the start. */
const counter = (domain: string, type: string, name: string, help: string): Bean => ({
  ...gauge(domain, type, name, help, 'Count'),
  kind: 'COUNTER',
});

const REQUESTS = { property: 'request', values: ['Produce', 'FetchConsumer', 'FetchFollower'] };

export const beans: readonly Bean[] = [
  gauge('kafka.server', 'KafkaServer', 'BrokerState', '3 of a broker that serves'),
  gauge('kafka.server', 'ReplicaManager', 'PartitionCount', 'Replicas that the broker has'),
  gauge('kafka.server', 'ReplicaManager', 'LeaderCount', 'Partitions that the broker leads'),
  gauge('kafka.server', 'ReplicaManager', 'UnderReplicatedPartitions', 'Of those that it leads, with replicas behind'),
  gauge(
    'kafka.server',
    'ReplicaManager',
    'UnderMinIsrPartitionCount',
    'Of those that it leads, below the minimum in sync',
  ),
  gauge('kafka.server', 'ReplicaManager', 'AtMinIsrPartitionCount', 'Of those that it leads, just at that minimum'),
  gauge('kafka.server', 'ReplicaManager', 'ReassigningPartitions', 'Of those that it leads, moving to other brokers'),
  counter('kafka.server', 'ReplicaManager', 'IsrShrinksPerSec', 'How often a replica fell behind'),
  counter('kafka.server', 'ReplicaManager', 'IsrExpandsPerSec', 'How often a replica caught up'),
  gauge('kafka.controller', 'KafkaController', 'ActiveControllerCount', '1 of the broker that is the controller'),
  gauge(
    'kafka.controller',
    'KafkaController',
    'OfflinePartitionsCount',
    'Partitions without a leader, known by the controller',
  ),
  gauge(
    'kafka.controller',
    'KafkaController',
    'PreferredReplicaImbalanceCount',
    'Partitions led by another than the first replica',
  ),
  counter('kafka.controller', 'ControllerStats', 'UncleanLeaderElectionsPerSec', 'Elections that lost messages'),
  gauge('kafka.log', 'LogManager', 'OfflineLogDirectoryCount', 'Folders of messages that have failed'),
  counter('kafka.server', 'BrokerTopicMetrics', 'MessagesInPerSec', 'Messages that producers sent'),
  counter('kafka.server', 'BrokerTopicMetrics', 'BytesInPerSec', 'Bytes that producers sent'),
  counter('kafka.server', 'BrokerTopicMetrics', 'BytesOutPerSec', 'Bytes that consumers got'),
  counter('kafka.server', 'BrokerTopicMetrics', 'ReplicationBytesInPerSec', 'Bytes copied from other brokers'),
  counter('kafka.server', 'BrokerTopicMetrics', 'FailedProduceRequestsPerSec', 'Sends that failed'),
  counter('kafka.server', 'BrokerTopicMetrics', 'FailedFetchRequestsPerSec', 'Reads that failed'),
  {
    ...gauge(
      'kafka.network',
      'RequestMetrics',
      'TotalTimeMs',
      'Milliseconds that 99 of 100 requests take',
      '99thPercentile',
    ),
    each: REQUESTS,
  },
  gauge(
    'kafka.server',
    'KafkaRequestHandlerPool',
    'RequestHandlerAvgIdlePercent',
    'Share of time, 0 to 1, that the threads of requests wait',
    'OneMinuteRate',
  ),
  gauge(
    'kafka.network',
    'SocketServer',
    'NetworkProcessorAvgIdlePercent',
    'Share of time, 0 to 1, that the threads of the network wait',
  ),
  gauge('kafka.network', 'RequestChannel', 'RequestQueueSize', 'Requests that wait for a thread'),
  gauge('kafka.server', 'ReplicaFetcherManager', 'MaxLag', 'Messages that the slowest copy is behind'),
];
