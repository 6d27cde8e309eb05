import type { Client } from '../../client/client';
import { requireArguments } from '../../client/require-arguments';
import { groupBy } from '../../group-by';
import { startPatience, type AdminOptions } from '../admin-options';
import { alterBrokerConfig, alterTopicConfig, type ConfigChange } from '../alter-config';
import { fetchMetadata } from '../ask-anyone';
import { setConfigs } from '../set-configs';
import type { PlannedMove } from './plan-reassignment';

/** Of whoever sends a copy, and of whoever gets it (KIP-73). */
const ENDS = ['leader', 'follower'] as const;

const rate = (end: (typeof ENDS)[number]) => `${end}.replication.throttled.rate`;
const replicas = (end: (typeof ENDS)[number]) => `${end}.replication.throttled.replicas`;

/**
 * Bounds what each broker sends and gets for the sake of moves, until {@link endThrottle}; replicas in sync are never slowed down
 * (KIP-73). Set before a move starts, it holds from the first byte; set again, it changes moves that are under way.
 * @param bytesPerSecond of each broker, in each direction
 * @throws {KafkaError} `UNKNOWN_TOPIC`, `CLUSTER_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline
 */
export async function throttleMoves(
  client: Client,
  moves: readonly PlannedMove[],
  bytesPerSecond: number,
  options: AdminOptions = {},
): Promise<void> {
  requireArguments({ client, moves, bytesPerSecond, options });
  const patience = startPatience(options);
  const rates = Object.fromEntries(ENDS.map((end) => [rate(end), bytesPerSecond]));
  await changeBrokers(client, { set: rates }, patience);
  for (const [topic, ofTopic] of groupBy(moves, ({ topic }) => topic)) {
    const senders = ofTopic.flatMap(({ partition, from }) => from.map((id) => `${partition}:${id}`));
    const receivers = ofTopic.flatMap(({ partition, from, replicas }) =>
      replicas.filter((id) => !from.includes(id)).map((id) => `${partition}:${id}`),
    );
    const set = { [replicas('leader')]: senders.join(), [replicas('follower')]: receivers.join() };
    await alterTopicConfig(client, topic, { set }, patience);
  }
}

/**
 * Takes back what bounds moves, whoever set it; nothing of it is left in the configuration of topics and brokers.
 * @returns whether there was anything
 * @throws {KafkaError} as {@link throttleMoves}
 */
export async function endThrottle(client: Client, options: AdminOptions = {}): Promise<boolean> {
  requireArguments({ client, options });
  const patience = startPatience(options);
  const names = [...(await fetchMetadata(client, 'all', patience)).topics.keys()];
  const throttled = [...(await setConfigs(client, names, patience))].flatMap(([topic, { changed }]) => {
    const reset = changed.map(({ name }) => name).filter((name) => ENDS.some((end) => name === replicas(end)));
    return reset.length > 0 ? [{ topic, reset }] : [];
  });
  if (throttled.length === 0) return false;
  // A broker without a rate slows nothing down, so that whatever is interrupted here is seen, and ended, the next time.
  await changeBrokers(client, { reset: ENDS.map(rate) }, patience);
  for (const { topic, reset } of throttled) await alterTopicConfig(client, topic, { reset }, patience);
  return true;
}

async function changeBrokers(client: Client, change: ConfigChange, options: AdminOptions): Promise<void> {
  const { brokers } = await client.refresh(options.signal);
  await Promise.all([...brokers.keys()].map((id) => alterBrokerConfig(client, id, change, options)));
}
