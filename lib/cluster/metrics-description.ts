/** Of `metrics`, in Kubernetes. Whether an object is written that its operator, or Grafana, has to know: `true` for all defaults. */
export interface MetricsDescription {
  /** Labels of Prometheus' pods, which the NetworkPolicy of the brokers lets in from any namespace. @default { 'app.kubernetes.io/name': 'prometheus' } */
  readonly scrapedBy?: Readonly<Record<string, string>>;

  /** Has Prometheus Operator scrape the brokers: a PodMonitor. @default - none */
  readonly podMonitor?: boolean | LabelledObject;

  /** Has Prometheus Operator alert: a PrometheusRule, whose thresholds come from this description. @default - none */
  readonly rules?: boolean | RulesDescription;

  /** Has Grafana show them: a ConfigMap of a dashboard. @default - none */
  readonly dashboard?: boolean | LabelledObject;
}

export interface LabelledObject {
  /**
   * By which it is looked for, beside our own. @default - none; of the dashboard { grafana_dashboard: '1' }, which Grafana's Helm chart
   * looks for
   */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface RulesDescription extends LabelledObject {
  /** How many messages a group may be behind in a topic, for a quarter of an hour, before somebody is told. @default 10000 */
  readonly maxLag?: number;
}
