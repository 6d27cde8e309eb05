import { describeLogDirs, groupCommits, KafkaError, layout, ping, topicOffsets, type Client } from '../../../kafka';
import type { Findings } from './findings';
import { groupRates, topicRates } from './rates';
import { knownLayout, knownPongs } from './same';

/** What leads where; while no broker tells, why. */
export async function lookAtLayout(
  client: Client,
  known: Findings | undefined,
  signal: AbortSignal,
): Promise<Partial<Findings>> {
  try {
    return { layout: knownLayout(known?.layout, await layout(client, signal)), fault: undefined };
  } catch (error) {
    if (!(error instanceof KafkaError) || !known) throw error;
    return { fault: error.message };
  }
}

export const lookAtPongs = async (client: Client, known: Findings): Promise<Partial<Findings>> => ({
  pongs: knownPongs(known.pongs, await ping(client)),
});

export async function lookAtOffsets(client: Client, known: Findings) {
  const { layout, next: nextBefore, commits: commitsBefore } = known;
  // Asked first: what is committed meanwhile does not lie beyond the ends.
  const commits = { at: Date.now(), found: await groupCommits(client) };
  const next = { at: Date.now(), found: await topicOffsets(client, layout.topics, 'latest') };
  const written = nextBefore && topicRates(nextBefore, next);
  const read = commitsBefore && groupRates(commitsBefore, commits);
  return { commits, next, written, read };
}

export async function lookAtSizes(
  client: Client,
  { layout }: Findings,
  signal: AbortSignal,
): Promise<Partial<Findings>> {
  const [first, disks] = await Promise.all([
    topicOffsets(client, layout.topics, 'earliest', signal),
    describeLogDirs(client, { signal }),
  ]);
  return { first, disks };
}
