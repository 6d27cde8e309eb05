import { delay } from '../async';
import type { Client } from '../client/client';
import { allOffsets, LATEST } from '../client/list-offsets';
import { requireArguments } from '../client/require-arguments';
import { CONTROL } from '../network/connections';
import { startPatience, type AdminOptions } from './admin-options';
import { findOffsets, type PartitionPosition } from './find-offsets';

/** What readers of committed messages do not get yet: an open transaction, and all that came behind its beginning. */
export interface WithheldOffsets {
  readonly topic: string;
  readonly partition: number;
  /** The last stable offset. */
  readonly from: number;
  /** The last one included. */
  readonly to: number;
}

export interface WithheldOptions extends AdminOptions {
  /** How long transactions may take to end, milliseconds: most do within some. @default 0 */
  readonly patienceMs?: number;
  /** Told again and again what is waited for. @default - nobody is told */
  readonly onWait?: (withheld: readonly WithheldOffsets[]) => void;
  /** Up to where, of each partition. @default - where the topic ends now */
  readonly ends?: readonly PartitionPosition[];
}

const POLL_MS = 200;

/**
 * What of a topic committed reads do not reach, up to where it ends now: what is left of it once transactions have had time to end.
 * @throws {KafkaError} as `findOffsets`
 */
export async function withheldOffsets(
  client: Client,
  topic: string,
  options: WithheldOptions = {},
): Promise<readonly WithheldOffsets[]> {
  requireArguments({ client, topic, options });
  const { patienceMs = 0, onWait, ends = await findOffsets(client, topic, 'latest', options), signal } = options;
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const withheld = await withheldNow(client, topic, ends, options);
    if (withheld.length === 0 || performance.now() >= giveUpAt) return withheld;
    onWait?.(withheld);
    await delay(POLL_MS, signal);
    signal?.throwIfAborted();
  }
}

async function withheldNow(client: Client, topic: string, ends: readonly PartitionPosition[], options: AdminOptions) {
  const queries = ends.map(({ partition }) => ({ topic, partition, timestamp: LATEST }));
  const stable = await allOffsets(client, queries, 'read_committed', CONTROL, startPatience(options));
  return ends.flatMap(({ partition, offset: end }, index): readonly WithheldOffsets[] => {
    const from = stable[index]!.offset;
    return from < end ? [{ topic, partition, from, to: end - 1 }] : [];
  });
}
