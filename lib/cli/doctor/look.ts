import {
  connect,
  describeLogDirs,
  findTopics,
  KafkaError,
  listReassignments,
  openTransactions,
  type Health,
} from '../../kafka';
import { accessTo, type ClusterState, type Target } from '../../target';
import type { KafkaSeen, Seen } from './seen';

const TIMEOUT_MS = 5000;

/** Looks at a cluster and its brokers, and changes nothing. */
export async function look(target: Target, signal: AbortSignal): Promise<Seen> {
  const [state, comparison] = await Promise.all([target.state(signal), target.compare(signal)]);
  const kafka = state.health && (await askBrokers(target, state, state.health, signal));
  return { cluster: target.cluster, state, comparison, kafka, now: Date.now() };
}

async function askBrokers(
  target: Target,
  { servers }: ClusterState,
  health: Health,
  signal: AbortSignal,
): Promise<KafkaSeen | undefined> {
  const up = servers.filter(({ state }) => state === 'up');
  const options = { deadlineMs: TIMEOUT_MS, signal };
  try {
    const client = await connect({ ...accessTo(up, target.access()), clientId: 'doctor', ...options });
    try {
      const [topics, logDirs, moves] = await Promise.all([
        findTopics(client, 'all', options),
        describeLogDirs(client, options),
        // Only a controller knows of them.
        health.controllerId === undefined ? [] : listReassignments(client, options),
      ]);
      const transactions = await openTransactions(client, [...topics.keys()], options);
      return { health, topics, logDirs, moves, transactions };
    } finally {
      await client.close();
    }
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'CANNOT_CONNECT') return undefined;
    throw error;
  }
}
