/** Of more there is the number. */
const MAX_NAMED = 3;

/** `a, b, c and 4 more` */
export function someOf(names: readonly string[]): string {
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return `${names.slice(0, MAX_NAMED).join(', ')}${more}`;
}

/** Partitions as `test/0`. */
export const named = (partitions: readonly { readonly topic: string; readonly partition: number }[]): string =>
  someOf(partitions.map(({ topic, partition }) => `${topic}/${partition}`));
