import { MAX_LAG, toBytes, type Cluster } from '../cluster';

interface Alert {
  readonly name: string;
  readonly severity: 'critical' | 'warning';
  /** What must hold, in PromQL; `$` stands for the cluster's own series. */
  readonly holds: string;
  /** For so long, or nobody is told: a restart of a broker, or a scrape that was missed, is no reason. */
  readonly for: string;
  readonly summary: string;
  /** What to do. */
  readonly description: string;
}

/** Of a volume that is fuller Kafka is soon out of room, and a broker without room ends. */
const FULL = 0.8;

const DOCTOR = 'Ask the doctor verb what is wrong: it names the command that mends it.';

const alertsOf = ({ brokers, storage, metrics }: Cluster): readonly Alert[] => [
  {
    name: 'KafkaBrokerDown',
    severity: 'critical',
    holds: `count by (namespace) (kafka_server_kafkaserver_brokerstate$ == 3) < ${brokers.length} or absent(kafka_server_kafkaserver_brokerstate$ == 3)`,
    for: '5m',
    summary: `Fewer than ${brokers.length} brokers serve`,
    description: `${brokers.length} are described. ${DOCTOR}`,
  },
  {
    name: 'KafkaPartitionsOffline',
    severity: 'critical',
    holds: 'sum by (namespace) (kafka_controller_kafkacontroller_offlinepartitionscount$) > 0',
    for: '1m',
    summary: 'Partitions have no leader: nobody can read or write them',
    description: `All brokers that have them in sync are down. ${DOCTOR}`,
  },
  {
    name: 'KafkaPartitionsUnderMinIsr',
    severity: 'critical',
    holds: 'sum by (namespace) (kafka_server_replicamanager_underminisrpartitioncount$) > 0',
    for: '1m',
    summary: 'Partitions have too few replicas in sync: they refuse producers who wait for all',
    description: `Brokers that have them are down or behind. ${DOCTOR}`,
  },
  {
    name: 'KafkaUnderReplicated',
    severity: 'warning',
    holds: 'sum by (namespace) (kafka_server_replicamanager_underreplicatedpartitions$) > 0',
    for: '15m',
    summary: 'Partitions have had replicas that are behind for a quarter of an hour',
    description: `One more broker that is lost may stop producers, or lose the only copy. ${DOCTOR}`,
  },
  {
    name: 'KafkaNotOneController',
    severity: 'critical',
    holds: 'sum by (namespace) (kafka_controller_kafkacontroller_activecontrollercount$) != 1',
    for: '2m',
    summary: 'There is no controller, or more than one',
    description: `No leader is elected, and no topic made, until there is one. ${DOCTOR}`,
  },
  {
    name: 'KafkaUncleanElection',
    severity: 'critical',
    holds: 'increase(kafka_controller_controllerstats_uncleanleaderelections_total$[15m]) > 0',
    for: '0m',
    summary: 'A replica that was behind has been elected leader: messages are lost',
    description: 'unclean.leader.election.enable allows it: without it, the partition waits for a replica in sync.',
  },
  {
    name: 'KafkaLogDirectoryOffline',
    severity: 'critical',
    holds: 'kafka_log_logmanager_offlinelogdirectorycount$ > 0',
    for: '1m',
    summary: 'The disk of a broker has failed',
    description: DOCTOR,
  },
  {
    name: 'KafkaDiskFilling',
    severity: 'warning',
    holds: `kafka_broker_log_bytes$ > ${Math.round(FULL * toBytes(storage.size))}`,
    for: '10m',
    summary: `A broker has filled ${FULL * 100} % of its ${storage.size}`,
    description: 'Keep messages for less (retention.ms, retention.bytes), or describe more storage.size.',
  },
  {
    name: 'KafkaConsumerLag',
    severity: 'warning',
    holds: `kafka_consumergroup_lag_sum$ > ${metrics?.rules?.maxLag ?? MAX_LAG}`,
    for: '15m',
    summary: `A group has been more than ${metrics?.rules?.maxLag ?? MAX_LAG} messages behind for a quarter of an hour`,
    description: 'Its members are too slow, too few or stuck: groups describe says which partitions, and who has them.',
  },
];

/** As Prometheus reads them, a file of its own or the spec of a PrometheusRule. Thresholds are those of the description. */
export const alertRules = (cluster: Cluster) => ({
  groups: [
    {
      name: `kafka.${cluster.name}`,
      rules: alertsOf(cluster).map(({ name, severity, holds, for: duration, summary, description }) => ({
        alert: name,
        expr: holds.replaceAll('$', `{cluster="${cluster.name}"}`),
        for: duration,
        labels: { severity, cluster: cluster.name },
        annotations: { summary, description },
      })),
    },
  ],
});
