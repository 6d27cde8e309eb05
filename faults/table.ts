import { table } from '../lib/cli-kit';
import type { Audited, Result } from './result';
import { bound, evidence, seconds, summaries, verdict, type Summary } from './summary';

/** Sums over the runs that came to their audit. */
const COUNTS: Readonly<Record<string, (run: Audited) => number>> = {
  ACKED: ({ report }) => report.acked,
  LOST: ({ report }) => report.anomalies.lost,
  DUPLICATED: ({ report }) => report.anomalies.duplicated,
  REORDERED: ({ report }) => report.anomalies.reordered,
  OTHER: ({ report: { anomalies } }) =>
    sum(Object.values(anomalies)) - anomalies.lost - anomalies.duplicated - anomalies.reordered,
  FAILED: ({ report }) => report.failed,
  UNKNOWN: ({ report }) => report.unknown,
  REPEATED: ({ report }) => report.repeated,
};

const HEADINGS = [
  ...['FAULT', 'RUNS', ...Object.keys(COUNTS)],
  ...['PRODUCER STALL', 'BOUND', 'CONSUMER STALL', 'SESSION', 'DID IT HIT (LAST RUN)'],
];

const LEGEND = [
  'ACKED to REPEATED are sums over the runs that came to their audit. OTHER: all other anomalies that an audit knows. FAILED, UNKNOWN: as the',
  'producer said. REPEATED: what consumers were handed again, as may happen. STALL: the longest that nothing came from a partition, in any',
  'run. BOUND: what the stall of the producer should keep to; a busy machine may be in its way, so that going over it fails no run.',
];

/** A row a fault; below it what the columns mean, and why runs failed or broke. */
export const resultTable = (results: readonly Result[]): string =>
  [table(HEADINGS, summaries(results).map(row)), '', ...LEGEND, ...results.flatMap(trouble)].join('\n');

function row(summary: Summary): (string | number)[] {
  const { name, audited } = summary;
  const counts = Object.values(COUNTS).map((count) => (audited.length === 0 ? '-' : sum(audited.map(count))));
  return [
    ...[name, verdict(summary), ...counts],
    longest(audited.map(({ producerStallMs }) => producerStallMs)),
    bound(summary),
    longest(audited.map(({ consumerStallMs }) => consumerStallMs)),
    seconds(audited[0]?.sessionMs),
    evidence(summary),
  ];
}

function trouble(result: Result): string[] {
  if ('obstacle' in result) return ['', `${result.name} was NOT RUN: ${result.obstacle}`];
  const of = `${result.name}, seed ${result.seed}`;
  if ('error' in result) return ['', `${of}, is BROKEN: ${result.error}`];
  return result.faults.length === 0 ? [] : ['', `${of}, FAILED:`, ...result.faults.map((fault) => `  ${fault}`)];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function longest(spans: readonly (number | undefined)[]): string {
  const known = spans.filter((span) => span !== undefined);
  return seconds(known.length === 0 ? undefined : Math.max(...known));
}
