/** Of more there is the number. */
const MAX_NAMED = 3;

/** `a, b, c and 4 more` */
export function someOf(names: readonly string[]): string {
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return `${names.slice(0, MAX_NAMED).join(', ')}${more}`;
}
