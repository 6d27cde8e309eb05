import type { FoundTopic } from './topics';

/** Most names that a command is given. */
const MAX_NAMED = 20;

/**
 * The words with which `reassign` moves all topics to so many brokers, in turn, before `--to`: of topics with more copies than there will be
 * brokers, how many are to be left.
 */
export function waysToMove(brokers: number, topics: ReadonlyMap<string, FoundTopic>): readonly string[] {
  const wide = [...topics].flatMap(([name, { replicationFactors }]) =>
    replicationFactors.some((factor) => factor > brokers) ? [name] : [],
  );
  const fewer = `--replication-factor ${brokers} `;
  if (wide.length === 0) return [''];
  return wide.length === topics.size || wide.length > MAX_NAMED ? [fewer] : [`${wide.join(' ')} ${fewer}`, ''];
}
