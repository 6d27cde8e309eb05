import { print, runProgram, type Run } from '../cli-kit';
import { named, readRecord } from '../local';
import { describedCluster } from './client/described-cluster';
import { clusterSettings } from './cluster/settings';
import { FILE_WORDS, metricsFile } from './metrics/metrics-file';

async function main({ values, positionals, signal }: Run<typeof clusterSettings>): Promise<number> {
  const described = describedCluster(values);
  const record = readRecord({ name: values.name ?? described.name }, values.folder);
  const cluster = named(described, { name: values.name, ports: {} }, record, 'look');
  await print(metricsFile(positionals, cluster), signal);
  return 0;
}

void runProgram({
  verb: 'metrics',
  operands: FILE_WORDS.join('|'),
  summary:
    'Prints a file for others to see the metrics of a cluster by: what Prometheus is to scrape on this machine, its rules, or a dashboard for Grafana.',
  examples: FILE_WORDS,
  settings: clusterSettings,
  main,
});
