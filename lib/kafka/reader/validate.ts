import type { Client } from '../client/client';
import { groupBy } from '../group-by';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';
import { protocolError, RefusedError } from '../protocol/protocol-error';
import { offsetForLeaderEpoch } from '../protocol/requests/offset-for-leader-epoch';
import type { OffsetReset } from './options';
import { afterTruncation } from './reset';
import type { Tracked } from './tracked';

const TIMEOUT_MS = 3000;

/**
 * Asks a new leader whether its log is still what was read (KIP-320): one that was elected without being in sync has less, and other
 * messages at the same offsets.
 * @returns for each why that could not be told: what is not retriable, or what to wait for
 */
export async function validate(
  client: Client,
  leader: number,
  all: readonly Tracked[],
  offsetReset: OffsetReset,
  signal: AbortSignal,
): Promise<(KafkaError | undefined)[]> {
  const epochs = all.map(({ topic, partition }) => client.partition(topic, partition)!.leaderEpoch);
  const topics = [...groupBy(all.keys(), (index) => all[index]!.topic)].map(([topic, indexes]) => ({
    topic,
    partitions: indexes.map((index) => ({
      partition: all[index]!.partition,
      currentLeaderEpoch: epochs[index],
      leaderEpoch: all[index]!.offsetEpoch,
    })),
  }));
  const connection = await client.connection(leader, CONTROL, signal);
  const answered = await connection.send(offsetForLeaderEpoch, { topics }, { timeoutMs: TIMEOUT_MS, signal });
  const answers = new Map(
    answered.topics.flatMap(({ topic, partitions }) => partitions.map((one) => [`${topic}/${one.partition}`, one])),
  );
  return all.map((tracked, index) => {
    const { topic, partition } = tracked;
    const answer = answers.get(`${topic}/${partition}`);
    if (!answer) return new KafkaError('NO_ANSWER', `${topic}/${partition} is left out of the answer`);
    const error = protocolError(answer.errorCode);
    if (error) return new RefusedError(error, undefined, { topic, partition, broker: leader });
    try {
      compare(client, tracked, answer, offsetReset);
    } catch (error) {
      if (error instanceof KafkaError) return error;
      throw error;
    }
    tracked.validEpoch = epochs[index]!;
    return undefined;
  });
}

function compare(
  client: Client,
  tracked: Tracked,
  { leaderEpoch, endOffset }: { readonly leaderEpoch: number; readonly endOffset: number },
  offsetReset: OffsetReset,
): void {
  const isKnown = leaderEpoch >= 0 && endOffset >= 0;
  if (isKnown && endOffset >= tracked.offset!) return;
  const goesOnAt = afterTruncation(tracked, tracked.offset!, isKnown ? endOffset : undefined, offsetReset, client.log);
  if (typeof goesOnAt === 'number') {
    tracked.offset = goesOnAt;
    tracked.offsetEpoch = leaderEpoch;
  } else {
    tracked.from = goesOnAt === 'earliest' ? 'beginning' : 'end';
    tracked.offset = undefined;
  }
}
