import { KafkaError, reassignPartitions, type AdminOptions, type Client } from '../../../kafka';
import { print } from '../verb';
import { endThrottleOnceDone } from './end-throttle-once-done';
import { counted, movesUnderWay } from './moves';
import { soleInSync } from './sole-in-sync';

/** Has replicas stay where they were before they were moved; nothing is lost but what was copied already. */
export async function cancelMoves(
  client: Client,
  topics: readonly string[],
  options: AdminOptions,
  note: (line: string) => void,
): Promise<void> {
  const isMeant = (topic: string) => topics.length === 0 || topics.includes(topic);
  const moves = await movesUnderWay(client, isMeant, options);
  const undone = moves.map(({ topic, partition }) => ({ topic, partition, replicas: 'cancel' as const }));
  await reassignPartitions(client, undone, options).catch(unlessEnded);
  const stay = moves.length === 1 ? 'stays where it was' : 'stay where they were';
  print(moves.length === 0 ? 'nothing is moving' : `cancelled: ${counted(moves.length)} ${stay}`);
  await endThrottleOnceDone(client, options, note);
  if (moves.length === 0) return;
  const { brokers, topics: layouts } = await client.refreshAll(options.signal);
  const alone = soleInSync(moves, layouts, [...brokers.keys()]);
  if (alone !== undefined) note(alone);
}

/** One may get there just before. */
function unlessEnded(error: unknown): void {
  if (!(error instanceof KafkaError) || error.code !== 'NO_REASSIGNMENT_IN_PROGRESS') throw error;
}
