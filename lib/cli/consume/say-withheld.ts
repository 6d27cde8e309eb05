import type { Client } from '../../kafka';
import { someOf } from '../../package/some-of';
import type { Connected } from '../client/open';
import { withheldText } from '../client/withheld-text';
import type { ConsumeRun } from './settings';

/** Whoever has caught up with committed messages has not seen what an open transaction withholds. */
export async function sayWithheld(
  client: Client,
  topic: string | RegExp,
  { values, signal }: Pick<ConsumeRun, 'values' | 'signal'>,
  say: Connected['say'],
): Promise<void> {
  const { isolation, partitions, deadline } = values;
  if (isolation === 'read_uncommitted' || topic instanceof RegExp) return;
  // Not before it is needed: loading is most of what a short run takes.
  const { withheldOffsets } = await import('../../kafka/admin/withheld-offsets.ts');
  const all = await withheldOffsets(client, topic, { deadlineMs: deadline, signal });
  const withheld = all.filter(({ partition }) => partitions.length === 0 || partitions.includes(partition));
  if (withheld.length === 0) return;
  const text = `an open transaction withholds ${someOf(withheld.map(withheldText))}; --isolation read_uncommitted shows it`;
  say(text, { withheld });
}
