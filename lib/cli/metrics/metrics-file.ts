import type { Cluster } from '../../cluster';
import { unexpectedWord, UsageError } from '../../cli-kit';
import { alertRules, dashboard, scrapeConfig } from '../../metrics';

/** What others are given. */
const FILES: Readonly<Record<string, (cluster: Cluster) => object>> = {
  prometheus: scrapeConfig,
  rules: alertRules,
  dashboard,
};

export const FILE_WORDS = Object.keys(FILES);

/** As JSON, which is YAML too. @throws {UsageError} */
export function metricsFile([word, ...others]: readonly string[], cluster: Cluster): string {
  const file = word !== undefined && Object.hasOwn(FILES, word) ? FILES[word] : undefined;
  const faults = [
    ...(file
      ? []
      : [`metrics must be told which file, one of ${FILE_WORDS.join(', ')}, but ${word ?? 'none'} was given`]),
    ...others.map((other) => unexpectedWord(other, 'metrics')),
    ...(cluster.metrics ? [] : [`cluster ${cluster.name} tells no metrics: describe metrics: true in cluster.ts`]),
  ];
  if (!file || faults.length > 0) throw new UsageError(faults);
  return `${JSON.stringify(file(cluster), undefined, 2)}\n`;
}
