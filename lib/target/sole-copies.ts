import type { Cluster } from '../cluster';
import { connect, KafkaError, listTopics, type Access, type TopicSummary } from '../kafka';
import { command } from '../package';
import { someOf } from '../package/some-of';

const TIMEOUT_MS = 3000;
/** As many as Kafka's own topics have by default. */
const USUAL = 3;

/** Topics of which a lost disk takes all there is, though there are brokers for copies. */
export interface SoleCopies {
  /** In a sentence without its end. */
  readonly what: string;
  /** What makes more. */
  readonly command: string;
}

/** Of `topics` those that have one replica; undefined where none has, or there is one broker. */
export function soleCopies(topics: Iterable<TopicSummary>, { brokers }: Cluster): SoleCopies | undefined {
  const names = [...topics].filter(({ replicationFactor }) => replicationFactor === 1).map(({ name }) => name);
  if (names.length === 0 || brokers.length === 1) return undefined;
  const factor = Math.min(USUAL, brokers.length);
  return {
    what: `one disk has all there is of ${someOf(names)}, with ${brokers.length} brokers`,
    command: command('topics', `rebalance ${names.slice(0, 20).join(' ')} --replication-factor ${factor}`),
  };
}

/** Kafka's own topics keep the copies that they were made with, while there was one broker, say; no description has them. */
export const ownSoleCopies = (topics: readonly TopicSummary[], cluster: Cluster): SoleCopies | undefined =>
  soleCopies(
    topics.filter(({ internal }) => internal),
    cluster,
  );

/** The same, asked of the cluster there; undefined where none answers. */
export async function findOwnSoleCopies(
  access: Access,
  cluster: Cluster,
  signal: AbortSignal | undefined,
): Promise<SoleCopies | undefined> {
  const options = { deadlineMs: TIMEOUT_MS, ...(signal && { signal }) };
  try {
    const client = await connect({ ...access, clientId: 'up', ...options });
    try {
      return ownSoleCopies(await listTopics(client, options), cluster);
    } finally {
      await client.close();
    }
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'CANNOT_CONNECT') return undefined;
    throw error;
  }
}
