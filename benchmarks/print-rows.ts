import { table } from '../lib/cli-kit';
import type { Row } from './measure';

export function printRows(rows: readonly Row[]): void {
  const cells = rows.map(({ what, ours, other, ratio, bar }) => [
    what,
    ours,
    other,
    ratio === undefined ? '' : ratio.toFixed(2),
    bar,
  ]);
  process.stdout.write(`${table(['WHAT', 'OURS', 'AGAINST', 'RATIO', 'BAR'], cells)}\n`);
}
