import { setTimeout as delay } from 'node:timers/promises';
import { connect, consume, type ConsumeOptions } from '../../lib/kafka';
import { eventually } from './eventually';
import { valuesOf } from './kafka-fixture';

export interface GroupMember {
  /** `topic value` of each message, as it was handed out. */
  readonly seen: readonly string[];
  /** How often it was given partitions of which it was handed something. */
  readonly assignments: () => number;
  /** Resolves when it has seen these values of the topic. */
  readonly sees: (topic: string, values: readonly string[]) => Promise<void>;
  /** Rejects if it had failed. */
  readonly leave: () => Promise<void>;
  /** Is gone without a word. */
  readonly die: () => Promise<void>;
}

export interface MemberOptions extends Omit<ConsumeOptions, 'fromBeginning'> {
  readonly fromBeginning?: ConsumeOptions['fromBeginning'];
  /** How long it works on each batch. @default 0 */
  readonly batchMs?: number;
}

/** Starts a member of a group, with a client of its own, that takes note of what it is handed. */
export async function startMember(
  brokers: readonly string[],
  { batchMs = 0, ...options }: MemberOptions,
): Promise<GroupMember> {
  const client = await connect({ brokers });
  const stop = new AbortController();
  const seen: string[] = [];
  const signals = new Set<AbortSignal>();
  const { signal } = stop;
  const consuming = consume(client, { fromBeginning: true, ...options, signal }, async (batch, signal) => {
    signals.add(signal);
    if (batchMs > 0) await delay(batchMs);
    seen.push(...valuesOf(batch).map((value) => `${batch.topic} ${value}`));
  });
  let failure: unknown;
  consuming.catch((error: unknown) => (failure = error));
  return {
    seen,
    assignments: () => signals.size,
    sees: (topic, values) =>
      eventually(`${values.length} messages of ${topic} are seen`, () => {
        if (failure) throw failure as Error;
        return values.every((value) => seen.includes(`${topic} ${value}`));
      }),
    leave: async () => {
      stop.abort();
      await consuming.finally(() => client.close());
    },
    die: async () => {
      await client.close();
      await consuming.catch(() => undefined);
    },
  };
}
