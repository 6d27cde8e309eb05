/** `a, b, c and 4 more`: of more than `max` names there is the number. */
export function someOf(names: readonly string[], max = 3): string {
  const more = names.length > max ? ` and ${names.length - max} more` : '';
  return `${names.slice(0, max).join(', ')}${more}`;
}

/** The same of partitions: `test/0, test/1`. */
export const somePartitions = (
  partitions: readonly { readonly topic: string; readonly partition: number }[],
  max?: number,
): string =>
  someOf(
    partitions.map(({ topic, partition }) => `${topic}/${partition}`),
    max,
  );
