import type { Cluster } from '../cluster';

/** Looks at a resolved cluster and yields a sentence for each fault: what, what is allowed, what was given, what to do. */
export type Rule = (cluster: Cluster) => Iterable<string>;
