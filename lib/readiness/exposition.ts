export type MetricLabels = Readonly<Record<string, string>>;

/** One number, or one for each set of labels. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly { readonly labels?: MetricLabels; readonly value: number }[];
}

export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * As Prometheus reads them: all are gauges.
 * @param common labels of every one
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export const exposition = (metrics: readonly Metric[], common: MetricLabels): string =>
  metrics
    .flatMap(({ name, help, samples }) => [
      `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
      `# TYPE ${name} gauge`,
      ...samples.map(({ labels, value }) => `${name}${labelText({ ...common, ...labels })} ${value}`),
    ])
    .map((line) => `${line}\n`)
    .join('');

function labelText(labels: MetricLabels): string {
  const texts = Object.entries(labels).map(([name, value]) => `${name}="${quoted(value)}"`);
  return texts.length === 0 ? '' : `{${texts.join(',')}}`;
}

const quoted = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
