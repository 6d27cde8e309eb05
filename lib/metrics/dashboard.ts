import { toBytes, type Cluster } from '../cluster';

interface Panel {
  readonly title: string;
  /** Grafana's name of it. */
  readonly unit: 'short' | 'bytes' | 'Bps' | 'ms' | 'percentunit' | 'cps';
  /** Where the line is drawn that must not be crossed. @default - none */
  readonly max?: number;
  /** PromQL by what it is called; `$` stands for the cluster's own series. */
  readonly lines: Readonly<Record<string, string>>;
}

const panelsOf = ({ brokers, storage }: Cluster): readonly Panel[] => [
  {
    title: `Brokers that serve, of ${brokers.length}`,
    unit: 'short',
    lines: { brokers: 'count(kafka_server_kafkaserver_brokerstate$ == 3)' },
  },
  {
    title: 'Partitions in danger',
    unit: 'short',
    lines: {
      'no leader': 'sum(kafka_controller_kafkacontroller_offlinepartitionscount$)',
      'refuse producers': 'sum(kafka_server_replicamanager_underminisrpartitioncount$)',
      'replicas behind': 'sum(kafka_server_replicamanager_underreplicatedpartitions$)',
    },
  },
  {
    title: 'Messages in',
    unit: 'cps',
    lines: { '{{instance}}': 'rate(kafka_server_brokertopicmetrics_messagesin_total$[5m])' },
  },
  {
    title: 'Bytes',
    unit: 'Bps',
    lines: {
      'from producers': 'sum(rate(kafka_server_brokertopicmetrics_bytesin_total$[5m]))',
      'to consumers': 'sum(rate(kafka_server_brokertopicmetrics_bytesout_total$[5m]))',
      'between brokers': 'sum(rate(kafka_server_brokertopicmetrics_replicationbytesin_total$[5m]))',
    },
  },
  {
    title: 'Lag of groups',
    unit: 'short',
    lines: { '{{consumergroup}} {{topic}}': 'topk(20, kafka_consumergroup_lag_sum$)' },
  },
  {
    title: 'Time of requests, 99 of 100',
    unit: 'ms',
    lines: { '{{request}} {{instance}}': 'kafka_network_requestmetrics_totaltimems$' },
  },
  {
    title: `Disk, of ${storage.size}`,
    unit: 'bytes',
    max: toBytes(storage.size),
    lines: { 'broker {{broker}}': 'kafka_broker_log_bytes$' },
  },
  {
    title: 'Heap',
    unit: 'bytes',
    lines: {
      '{{instance}}': 'jvm_memory_used_bytes{area="heap"} and on (instance) kafka_server_kafkaserver_brokerstate$',
    },
  },
  {
    title: 'Idle threads',
    unit: 'percentunit',
    lines: {
      'requests {{instance}}': 'kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent$',
      'network {{instance}}': 'kafka_network_socketserver_networkprocessoravgidlepercent$',
    },
  },
  {
    title: 'Replicas that fell behind, and caught up',
    unit: 'cps',
    lines: {
      behind: 'sum(rate(kafka_server_replicamanager_isrshrinks_total$[5m]))',
      'caught up': 'sum(rate(kafka_server_replicamanager_isrexpands_total$[5m]))',
    },
  },
];

const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' };
const [WIDTH, HEIGHT] = [12, 8];

/** A dashboard as Grafana imports it, of the same numbers as the alerts. Which Prometheus it asks is chosen in Grafana. */
export const dashboard = (cluster: Cluster) => ({
  uid: `kafka-${cluster.name}`.slice(0, 40),
  title: `Kafka ${cluster.name}`,
  tags: ['kafka'],
  schemaVersion: 39,
  timezone: 'browser',
  refresh: '30s',
  time: { from: 'now-3h', to: 'now' },
  templating: { list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }] },
  panels: panelsOf(cluster).map(({ title, unit, max, lines }, index) => ({
    id: index + 1,
    type: 'timeseries',
    title,
    datasource: DATA_SOURCE,
    gridPos: { x: (index % 2) * WIDTH, y: Math.floor(index / 2) * HEIGHT, w: WIDTH, h: HEIGHT },
    fieldConfig: { defaults: { unit, min: 0, ...(max !== undefined && { max }) }, overrides: [] },
    targets: Object.entries(lines).map(([legendFormat, expr], line) => ({
      refId: String.fromCharCode(65 + line),
      datasource: DATA_SOURCE,
      expr: expr.replaceAll('$', `{cluster="${cluster.name}"}`),
      legendFormat,
    })),
  })),
});
