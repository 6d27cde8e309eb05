import type { Journal } from '../../audit';

interface Asked {
  /** undefined where none was named. */
  readonly topic: string | undefined;
  /** How it was named: `-t`. */
  readonly by: string;
  /** That is meant where nothing says which. */
  readonly otherwise: string;
}

/** The topic that journals are of, or why they cannot be audited together there. */
export function journalledTopic(
  journals: readonly Journal[],
  { topic, by, otherwise }: Asked,
): { readonly topic: string } | { readonly fault: string } {
  const named = [...new Set(journals.flatMap(({ destination }) => destination?.topic ?? []))].sort();
  const [only = topic ?? otherwise, ...others] = named;
  if (others.length > 0)
    return { fault: `the journals are of several topics, ${named.join(', ')}: audit those of each by themselves` };
  if (topic !== undefined && topic !== only)
    return { fault: `the journal is of topic "${only}", but "${topic}" was given by ${by}: leave that out` };
  return { topic: only };
}

/** Journals that were written of another cluster, which may be one that was lost since. */
export const ofOtherClusters = (journals: readonly Journal[], clusterId: string): readonly string[] =>
  [...new Set(journals.flatMap(({ destination }) => destination?.clusterId ?? []))].filter((id) => id !== clusterId);
