import { changesBetween, effectText, type Change, type Facts } from '../cluster';

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

/**
 * What changes of a description do to what was made from the one `before`.
 * @param refusals what the target has looked at and found: what depends on it is refused only where one of them is about that field
 */
export const differencesBetween = (
  before: Facts,
  described: Facts,
  target: Parameters<typeof changesBetween>[2],
  refusals: readonly string[],
): readonly Difference[] =>
  changesBetween(before, described, target).map((change) => ({
    field: change.field,
    there: change.before,
    described: change.after,
    does: doneOf(change, refusals),
  }));

function doneOf({ field, after, effect }: Change, refusals: readonly string[]): string {
  if (effect.does !== 'refused' || effect.unless === undefined) return effectText(effect, after);
  const isRefused = refusals.some((refusal) => refusal.includes(`${field} is `));
  return isRefused ? effectText({ ...effect, unless: undefined }, after) : `at once, by up: ${effect.unless}`;
}
