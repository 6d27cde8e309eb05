import type { Finding } from './check';
import type { Examined } from './examine';

const LEVEL = { failure: 'FAIL', warning: 'warn' } as const;

/** Failures first, each with what mends it; then how much was looked at. */
export function reportText(examined: readonly Examined[]): string {
  const width = Math.max(...examined.map(({ id }) => id.length));
  const of = (level: Finding['level']) =>
    examined.flatMap(({ id, findings }) =>
      findings.filter((one) => one.level === level).map((one) => ({ id, ...one })),
    );
  const [failures, warnings] = [of('failure'), of('warning')];
  const lines = [...failures, ...warnings].flatMap(({ id, level, what, command }) => [
    `${LEVEL[level]}  ${id.padEnd(width)}  ${what}`,
    ...(command === undefined ? [] : [`${' '.repeat(width + 8)}${command}`]),
  ]);
  const ok = examined.filter(({ findings }) => findings.length === 0).length;
  const counts = [counted(failures, 'failure'), counted(warnings, 'warning')].flatMap((count) => count ?? []);
  return [...lines, [`${ok} of ${examined.length} checks found nothing`, ...counts].join(', ')].join('\n');
}

const counted = ({ length }: readonly unknown[], what: string): string | undefined =>
  length === 0 ? undefined : `${length} ${what}${length === 1 ? '' : 's'}`;
