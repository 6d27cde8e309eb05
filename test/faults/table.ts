import { table } from '../../lib/program';
import type { Broken, Result } from './run-fault';

const HEADINGS = [
  'FAULT',
  'ACKED',
  'LOST',
  'DUPLICATED',
  'REORDERED',
  'OTHER',
  'FAILED',
  'UNKNOWN',
  'REPEATED',
  'PRODUCER STALL',
  'CONSUMER STALL',
  'SESSION',
  'RESULT',
  'DID IT HIT',
] as const;

/** A row a run. OTHER counts all other offences that an audit knows, REPEATED what consumers were handed again, as they may be. */
export const resultTable = (results: readonly (Result | Broken)[]): string =>
  table(
    HEADINGS,
    results.map((result) => ('error' in result ? brokenRow(result) : row(result))),
  );

const brokenRow = ({ fault, error }: Broken): (string | number)[] => [
  fault.name,
  ...HEADINGS.slice(3).map(() => '-'),
  'BROKEN',
  error.split('\n')[0]!,
];

function row({ fault, hit, report, sessionMs, producerStallMs, consumerStallMs, faults }: Result): (string | number)[] {
  const { lost, duplicated, reordered, ...others } = report.offences;
  return [
    fault.name,
    report.acked,
    lost,
    duplicated,
    reordered,
    Object.values(others).reduce((sum, count) => sum + count, 0),
    report.failed,
    report.unknown,
    report.repeated,
    seconds(producerStallMs),
    seconds(consumerStallMs),
    seconds(sessionMs),
    faults.length === 0 ? 'passed' : 'FAILED',
    hit,
  ];
}

const seconds = (ms: number | undefined): string => (ms === undefined ? '-' : `${(ms / 1000).toFixed(1)} s`);
