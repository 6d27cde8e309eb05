import { someOf } from '../../target';

export { someOf };

/** Partitions as `test/0`. */
export const named = (partitions: readonly { readonly topic: string; readonly partition: number }[]): string =>
  someOf(partitions.map(({ topic, partition }) => `${topic}/${partition}`));
