import type { Cluster } from '../cluster';
import type { Metadata } from '../metadata';
import type { Effect, Target } from './effect';

/** Where a change leads. */
export type Direction =
  'more' | 'fewer' | 'messages are kept for less' | 'commits are kept for less' | 'messages are less safe' | 'none';

/** A change of a field in one direction, or in any other than those before it. */
export interface Row extends Readonly<Record<Target, Effect>> {
  readonly when?: Direction;
  /** Only of so many. @default - of any number */
  readonly from?: number;
}

export interface Field {
  /** Remembered only of clusters whose metadata is kept so. @default - of all */
  readonly of?: Metadata['mode'];
  /** What is remembered of it, as JSON has it. @default - the value of that path in the resolved cluster */
  readonly value?: (cluster: Cluster) => unknown;
  /** Nothing is remembered where nothing is described: what was noted before there was such a field says the same. @default - null is */
  readonly isLeftOut?: boolean;
  /** @default - `more` or `fewer`, of numbers */
  readonly direction?: (before: unknown, after: unknown) => Direction | undefined;
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

/** The same, of clusters alone whose metadata is kept so. */
export const only = (of: Metadata['mode'], each: Field): Field => ({ ...each, of });
