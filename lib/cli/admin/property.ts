/** What `-c` says of a topic. */
export function property(given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new Error('must be NAME=VALUE');
  return [given.slice(0, at), given.slice(at + 1)];
}
