import type { Cluster } from '../cluster';
import { connect, ensureTopics, onceEnoughBrokers, type Access } from '../kafka';

const TIMEOUT_MS = 30_000;

/** Makes the topics of the description that are not there yet, and says of each what came of it. */
export async function makeTopics(
  cluster: Cluster,
  access: Access,
  signal: AbortSignal,
): ReturnType<typeof ensureTopics> {
  const client = await connect({ ...access, clientId: 'up', signal });
  try {
    return await onceEnoughBrokers(() => ensureTopics(client, cluster.topics, { signal }), {
      deadlineMs: TIMEOUT_MS,
      signal,
    });
  } finally {
    await client.close();
  }
}
