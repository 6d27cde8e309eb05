import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Cluster, Metrics } from '../cluster';
import { alertRules, dashboard } from '../metrics';
import { apiObject } from './api-object';
import { metadata, selector } from './metadata';

/** Of Prometheus Operator, whose CRDs no typed class knows. */
const OPERATOR = 'monitoring.coreos.com/v1';

export interface MonitoringProps {
  readonly cluster: Cluster;
  readonly metrics: Metrics;
}

/** Who looks at the metrics of the brokers, as far as that is described: Prometheus Operator, and Grafana. */
export class Monitoring extends Construct {
  /** undefined where Prometheus finds the brokers in another way. */
  readonly podMonitor: ApiObject | undefined;
  readonly rules: ApiObject | undefined;
  /** A ConfigMap. */
  readonly dashboard: ApiObject | undefined;

  constructor(scope: Construct, id: string, { cluster, metrics: { podMonitor, rules, dashboard } }: MonitoringProps) {
    super(scope, id);
    const object = { ...metadata(cluster, 'broker'), name: `${cluster.name}-broker` };
    const labelled = (labels: Readonly<Record<string, string>>) => ({
      ...object,
      // Ours stay: what is described is how others find it.
      labels: { ...labels, ...object.labels },
    });
    this.podMonitor =
      podMonitor &&
      new ApiObject(this, 'pod-monitor', {
        apiVersion: OPERATOR,
        kind: 'PodMonitor',
        metadata: labelled(podMonitor.labels),
        spec: {
          selector: { matchLabels: selector(cluster, 'broker') },
          podMetricsEndpoints: ['broker-metrics', 'readiness'].map((port) => ({ port, path: '/metrics' })),
        },
      });
    this.rules =
      rules &&
      new ApiObject(this, 'rules', {
        apiVersion: OPERATOR,
        kind: 'PrometheusRule',
        metadata: labelled(rules.labels),
        spec: alertRules(cluster),
      });
    this.dashboard = dashboard && dashboardMap(this, cluster, labelled(dashboard.labels));
  }
}

const dashboardMap = (scope: Construct, cluster: Cluster, { name, ...rest }: k8s.ObjectMeta): ApiObject =>
  apiObject(scope, 'dashboard', k8s.KubeConfigMap, {
    metadata: { ...rest, name: `${name!}-dashboard` },
    data: { [`kafka-${cluster.name}.json`]: JSON.stringify(dashboard(cluster), undefined, 1) },
  });
