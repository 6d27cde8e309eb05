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

/** That somebody types. */
const MAX_WORDS = 12;

/** Behind a verb, all of them or their topics: ` test/0 test/1`; nothing where that is too much to type. */
export function partitionWords(partitions: readonly { readonly topic: string; readonly partition: number }[]): string {
  const places = partitions.map(({ topic, partition }) => `${topic}/${partition}`);
  const words = places.length <= MAX_WORDS ? places : [...new Set(partitions.map(({ topic }) => topic))];
  return words.length <= MAX_WORDS ? words.map((word) => ` ${word}`).join('') : '';
}
