import type { Destination } from './destination';
import type { Settlement } from './journal';

/**
 * A line of a journal file: first where the run sends to; then the outcome of one message, or that the run has ended, how many messages
 * there were, and the CRC-32 of its lines before this one, each with its line feed.
 */
export type JournalLine =
  | ({ readonly run: string; readonly seq: number; readonly key: string | null } & Settlement)
  | ({ readonly run: string } & Destination)
  | { readonly run: string; readonly sent: number; readonly checksum: number };

/** undefined for text that is no such line. */
export function parseJournalLine(text: string): JournalLine | undefined {
  let line: Partial<Record<string, unknown>>;
  try {
    line = JSON.parse(text) as typeof line;
  } catch {
    return undefined;
  }
  const { run, seq, sent, checksum, topic, clusterId, outcome, partition, offset } = line;
  if (typeof run !== 'string') return undefined;
  if (isCount(sent) && isCount(checksum)) return line as JournalLine;
  if (typeof topic === 'string' && typeof clusterId === 'string') return line as JournalLine;
  const isPlaced = isCount(partition) && isCount(offset);
  const isSettled =
    outcome === 'acked' ? isPlaced : outcome === 'failed' || outcome === 'unknown' || outcome === 'aborted';
  return isCount(seq) && isSettled ? (line as JournalLine) : undefined;
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
