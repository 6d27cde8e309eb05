import { isLabelValue, isQualifiedName } from '../pods/syntax';
import { shown } from '../shown';
import type { Rule } from './rule';

/** Who has nothing beside its brokers has nobody to tell of groups and disks, and rules that never hold. */
export const metricsBeside: Rule = function* ({ metrics, readiness }) {
  if (metrics && readiness !== 'in-sync')
    yield `metrics of groups and disks are told by the container of readiness: "in-sync", but readiness is "${readiness}": leave one of the two out`;
};

/** Their own JVMs have no agent yet, and alerts of what controllers alone tell would never fire. */
export const metricsOfControllers: Rule = function* ({ metrics, metadata: { mode }, description: { controllers } }) {
  if (metrics && mode === 'kraft' && controllers !== undefined)
    yield `metrics of controllers that are no brokers are not told yet, but controllers is ${controllers}: leave controllers or metrics out`;
};

export const metricsLabels: Rule = function* ({ metrics }) {
  if (!metrics) return;
  const labels = {
    scrapedBy: metrics.scrapedBy,
    'podMonitor.labels': metrics.podMonitor?.labels ?? {},
    'rules.labels': metrics.rules?.labels ?? {},
    'dashboard.labels': metrics.dashboard?.labels ?? {},
  };
  for (const [field, given] of Object.entries(labels)) {
    for (const [key, value] of Object.entries(given)) {
      if (!isQualifiedName(key) || !isLabelValue(value))
        yield `metrics.${field} must be labels of Kubernetes, letters, digits, "-", "_" and ".", but ${shown({ [key]: value })} was given`;
    }
  }
};

export const metricsLag: Rule = function* ({ metrics }) {
  const maxLag = metrics?.rules?.maxLag;
  if (maxLag !== undefined && maxLag < 1) yield `metrics.rules.maxLag must be at least 1, but ${maxLag} was given`;
};
