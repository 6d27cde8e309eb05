import type { Cluster } from '../cluster';
import { compareTopics, connect, KafkaError, listTopics, type Access } from '../kafka';
import type { Comparison } from './comparison';
import { ownSoleCopies } from './sole-copies';

const TIMEOUT_MS = 3000;

/** Of described topics from those that Kafka has. @param access to some, one of which may answer */
export async function topicDifferences(access: Access, cluster: Cluster, signal: AbortSignal): Promise<Comparison> {
  try {
    const client = await connect({ ...access, clientId: 'diff', deadlineMs: TIMEOUT_MS, signal });
    try {
      const found = await compareTopics(client, cluster.topics, { deadlineMs: TIMEOUT_MS, signal });
      const differences = found.map(({ topic, field, there, described, refusal, kept }) => ({
        field: ['topics', topic, ...(field === undefined ? [] : [field])].join('.'),
        there,
        described,
        does: refusal !== undefined ? `refused: ${refusal}` : kept !== undefined ? `no effect: ${kept}` : 'at once',
      }));
      const refusals = new Set(found.flatMap(({ refusal }) => refusal ?? []));
      const copies = ownSoleCopies(await listTopics(client, { deadlineMs: TIMEOUT_MS, signal }), cluster);
      const notes = copies ? [`${copies.what}: ${copies.command} makes more`] : [];
      return { differences, refusals: [...refusals], notes };
    } finally {
      await client.close();
    }
  } catch (error) {
    if (!(error instanceof KafkaError) || error.code !== 'CANNOT_CONNECT') throw error;
    return { differences: [], refusals: [], notes: [NOT_ASKED] };
  }
}

export const NOT_ASKED = 'topics were not compared: no broker answers';
