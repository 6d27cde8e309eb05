import { describeConfig, type AdminOptions, type Client } from '../kafka';

/** A topic as it is in a cluster. */
export interface TopicAtHand {
  readonly name: string;
  /** Another one once it was made anew; always the same where brokers do not tell (before Kafka 2.8). */
  readonly id: string;
  readonly internal: boolean;
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** All there are, by name. */
export async function topicsAtHand(client: Client, signal?: AbortSignal): Promise<ReadonlyMap<string, TopicAtHand>> {
  const { topics } = await client.fetchMetadata('all', signal);
  return new Map(
    [...topics.values()].map(({ name, id, internal, partitions }) => [
      name,
      { name, id, internal, partitions: partitions.length, replicationFactor: partitions[0]?.replicas.length ?? 0 },
    ]),
  );
}

/** They name brokers of the cluster, and are there only while replicas move. */
const OF_MOVES = ['leader.replication.throttled.replicas', 'follower.replication.throttled.replicas'];

/** What is set for the topic itself. */
export async function ownConfig(client: Client, topic: string, options: AdminOptions): Promise<Record<string, string>> {
  const entries = await describeConfig(client, { topic }, options);
  return Object.fromEntries(
    entries.flatMap(({ name, value, source }) =>
      source === 'topic' && value !== null && !OF_MOVES.includes(name) ? [[name, value]] : [],
    ),
  );
}
