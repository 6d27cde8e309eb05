import type { Cluster } from '../cluster';
import type { Effect, Target } from './effect';

/** A change of a field in one direction, or in any. */
export interface Row extends Readonly<Record<Target, Effect>> {
  readonly when?: 'more' | 'fewer';
  /** Only of so many. @default - of any number */
  readonly from?: number;
}

export interface Field {
  /** What is remembered of it, as JSON has it. @default - the value of that path in the resolved cluster */
  readonly value?: (cluster: Cluster) => unknown;
  /** Nothing is remembered where nothing is described: what was noted before there was such a field says the same. @default - null is */
  readonly isLeftOut?: boolean;
  readonly rows: readonly Row[];
}

export const field = (kubernetes: Effect, local: Effect, value?: Field['value']): Field => ({
  rows: [{ kubernetes, local }],
  ...(value && { value }),
});

/** Of a field without a default. */
export const optional = (kubernetes: Effect, local: Effect, value?: Field['value']): Field => ({
  ...field(kubernetes, local, value),
  isLeftOut: true,
});
