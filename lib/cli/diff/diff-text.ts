import { inspect, isDeepStrictEqual } from 'node:util';
import { table } from '../../cli-kit';
import type { Comparison, Difference } from '../../target';

/** A row for each difference, then what keeps `up` from touching anything, and what is not to be seen. */
export function diffText({ differences, refusals, notes }: Comparison): string {
  const rows = differences
    .flatMap(eachProperty)
    .map(({ field, there, described, does }) => [
      field,
      shown(there),
      shown(described),
      does.replace(/^refused: .*/, 'refused'),
    ]);
  return [
    ...(rows.length > 0 ? [table(['FIELD', 'THERE', 'DESCRIBED', 'WHAT UP DOES'], rows)] : []),
    ...refusals.map((refusal) => `refused: ${refusal}`),
    ...notes,
  ].join('\n');
}

/** Of properties those that differ, a row each; what is done about them is said once. */
function eachProperty(difference: Difference): readonly Difference[] {
  const [there, described] = [difference.there ?? {}, difference.described ?? {}];
  if (!isRecord(there) || !isRecord(described)) return [difference];
  return [...new Set([...Object.keys(there), ...Object.keys(described)])]
    .filter((name) => !isDeepStrictEqual(there[name], described[name]))
    .map((name, index) => ({
      field: `${difference.field}.${name}`,
      there: there[name],
      described: described[name],
      does: index === 0 ? difference.does : '',
    }));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string =>
  value === null || value === undefined
    ? '-'
    : typeof value === 'string'
      ? value
      : inspect(value, { breakLength: Infinity });
