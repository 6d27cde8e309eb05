import { UsageError } from '../../lib/cli-kit';

/** What is named on a command line, all if nothing is. @throws {UsageError} with the names there are */
export function choose<T>(what: string, all: Readonly<Record<string, T>>, names: readonly string[]): [string, T][] {
  const known = Object.entries(all);
  const unknown = names.filter((name) => !(name in all));
  if (unknown.length > 0) {
    throw new UsageError([`there is no ${what} ${unknown.join(', ')}: use ${known.map(([name]) => name).join(', ')}`]);
  }
  return names.length === 0 ? known : known.filter(([name]) => names.includes(name));
}
