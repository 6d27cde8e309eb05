import { changesBetween, effectText, type Facts } from '../cluster';

/** What is described otherwise than it is there. */
export interface Difference {
  /** As docs/changes.md names it, such as `brokers` or `topics.orders.partitions`. */
  readonly field: string;
  /** null for nothing. */
  readonly there: unknown;
  readonly described: unknown;
  /** What `up` does about it, in words. */
  readonly does: string;
}

/** What `up` would find. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** Why `up` would touch nothing. */
  readonly refusals: readonly string[];
  /** What could not be compared, is not in force yet, or is not for a description to say. */
  readonly notes: readonly string[];
}

/** What changes of a description do to what was made from the one `before`. */
export const differencesBetween = (
  before: Facts,
  described: Facts,
  target: Parameters<typeof changesBetween>[2],
): readonly Difference[] =>
  changesBetween(before, described, target).map(({ field, before: there, after, effect }) => ({
    field,
    there,
    described: after,
    does: effectText(effect),
  }));
