import { bytes, grouped } from '../../lib/cli-kit';
import { median, type Row } from '../measure';
import type { Result } from './contestants';

/** The median of a figure of some runs. */
export const of = (results: readonly Result[], figure: (result: Result) => number): number =>
  median(results.map(figure));

const perSecond = ({ messages, elapsedMs }: Result): number => (messages / elapsedMs) * 1000;
const cpuMicros = ({ messages, cpuMs }: Result): number => (cpuMs / messages) * 1000;

const text = (results: readonly Result[], rate: (result: Result) => number): string =>
  `${grouped(Math.round(of(results, rate) / 1000))} k/s${cost(results)}`;

function cost(results: readonly Result[]): string {
  const peak = of(results, ({ peakBytes = NaN }) => peakBytes);
  return `  ${of(results, cpuMicros).toFixed(1)} µs CPU${Number.isNaN(peak) ? '' : `  ${bytes(peak)}`}`;
}

/** Messages a second against another's, with the CPU time of a message beside. */
export const rateRow = (
  what: string,
  ours: readonly Result[],
  others: readonly Result[],
  bar: number,
  name: string,
  rate: (result: Result) => number = perSecond,
): Row => ({
  what,
  ours: text(ours, rate),
  other: `${text(others, rate)}  ${name}`,
  ratio: of(ours, rate) / of(others, rate),
  bar: `≥ ${bar}`,
});

export const latencyRow = (
  what: string,
  ours: readonly Result[],
  others: readonly Result[],
  bar: number,
  name: string,
  figure: (result: Result) => number,
): Row => ({
  what,
  ours: `${of(ours, figure).toFixed(1)} ms${cost(ours)}`,
  other: `${of(others, figure).toFixed(1)} ms${cost(others)}  ${name}`,
  ratio: of(ours, figure) / of(others, figure),
  bar: `≤ ${bar}`,
});
