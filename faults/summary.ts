import type { Audited, Broken, NotRun, Result } from './result';

/** All runs of one fault. */
export interface Summary {
  readonly name: string;
  /** Those that came to their audit. */
  readonly audited: readonly Audited[];
  readonly broken: readonly Broken[];
  readonly notRun: readonly NotRun[];
}

/** In the order in which the faults first come. */
export const summaries = (results: readonly Result[]): Summary[] =>
  [...new Set(results.map(({ name }) => name))].map((name) => {
    const own = results.filter((result) => result.name === name);
    return {
      name,
      audited: own.filter((result) => 'report' in result),
      broken: own.filter((result) => 'error' in result),
      notRun: own.filter((result) => 'obstacle' in result),
    };
  });

/** Such as `4 of 5 passed, 1 FAILED`. */
export function verdict({ audited, broken, notRun }: Summary): string {
  const runs = audited.length + broken.length;
  if (runs === 0) return notRun.length > 0 ? 'NOT RUN' : '-';
  const passed = audited.filter(({ faults }) => faults.length === 0).length;
  const failed = audited.length - passed;
  return [
    `${passed} of ${runs} passed`,
    ...(failed > 0 ? [`${failed} FAILED`] : []),
    ...(broken.length > 0 ? [`${broken.length} BROKEN`] : []),
  ].join(', ');
}

/** How the last run is known to have hit, or why there is none. */
export const evidence = ({ audited, broken, notRun }: Summary): string =>
  audited.at(-1)?.hit ?? broken.at(-1)?.error.split('\n')[0] ?? notRun.at(-1)?.obstacle ?? '-';

/** What the producer's stall should keep to, and how often it did not. */
export function bound({ audited }: Summary): string {
  const bounded = audited.filter(({ boundMs }) => boundMs !== undefined);
  if (bounded.length === 0) return '-';
  const over = bounded.filter(({ boundMs, producerStallMs = 0 }) => producerStallMs > boundMs!).length;
  const text = seconds(bounded[0]!.boundMs);
  return over === 0 ? text : `${text}, OVER in ${over} of ${bounded.length}`;
}

export const seconds = (ms: number | undefined): string => (ms === undefined ? '-' : `${(ms / 1000).toFixed(1)} s`);
