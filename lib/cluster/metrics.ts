import type { ClusterDescription, LabelledObject } from './description';

/** Where the agent in a broker's JVM answers in its pod: beside READINESS_PORT, for the same reasons. */
export const METRICS_PORT = 19_088;

/** Of a broker whose clients come by `port`, on this machine, where all brokers share one address: above those of a quorum. */
export const localMetricsPort = (port: number): number => port + 20_100;

type Labels = Readonly<Record<string, string>>;

/** What is told, and who is told of it; objects that are not wanted are undefined. */
export interface Metrics {
  readonly scrapedBy: Labels;
  readonly podMonitor: { readonly labels: Labels } | undefined;
  readonly rules: { readonly labels: Labels; readonly maxLag: number } | undefined;
  readonly dashboard: { readonly labels: Labels } | undefined;
}

export const MAX_LAG = 10_000;

/** undefined where nobody is told anything. */
export function resolveMetrics({ metrics }: ClusterDescription): Metrics | undefined {
  const described = wanted(metrics);
  if (!described) return undefined;
  const { scrapedBy = { 'app.kubernetes.io/name': 'prometheus' } } = described;
  const rules = wanted(described.rules);
  const labelled = (object: boolean | LabelledObject | undefined, labels: Labels) => {
    const given = wanted(object);
    return given && { labels: given.labels ?? labels };
  };
  return {
    scrapedBy,
    podMonitor: labelled(described.podMonitor, {}),
    rules: rules && { labels: rules.labels ?? {}, maxLag: rules.maxLag ?? MAX_LAG },
    dashboard: labelled(described.dashboard, { grafana_dashboard: '1' }),
  };
}

/** `true` is all defaults. */
const wanted = <Of extends object>(given: boolean | Of | undefined): Partial<Of> | undefined =>
  given === true ? {} : given === false ? undefined : given;
