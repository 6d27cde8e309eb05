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
  /** What could not be compared, or is not in force yet. */
  readonly notes: readonly string[];
}
