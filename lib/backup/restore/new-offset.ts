import { recordsIn, type Segment } from '../manifest';
import { readSegments } from '../read-segments';

/** Where a record is to be looked for: `before` records come before its file. */
export interface Place {
  readonly before: number;
  /** Its file, if there is one whose offsets have holes. */
  readonly within: Segment | undefined;
}

/**
 * Which record of a backup is the first at or after an offset of the original. The records of a restored partition have the offsets
 * 0, 1 … where the original may have begun later, and had holes: what was compacted away, aborted, or marks where transactions end.
 */
export function placeOf(segments: readonly Segment[], offset: number): Place {
  const index = segments.findIndex(({ lastOffset }) => lastOffset >= offset);
  const segment = segments[index];
  if (!segment) return { before: recordsIn(segments), within: undefined };
  const before = recordsIn(segments.slice(0, index));
  const { firstOffset, lastOffset, records } = segment;
  if (offset <= firstOffset) return { before, within: undefined };
  const isWithoutHoles = lastOffset - firstOffset + 1 === records;
  return isWithoutHoles ? { before: before + offset - firstOffset, within: undefined } : { before, within: segment };
}

/** The offset in a restored partition that means what `offset` meant in the original: how many records come before it. */
export async function newOffset(folder: string, segments: readonly Segment[], offset: number): Promise<number> {
  const { before, within } = placeOf(segments, offset);
  if (!within) return before;
  let position = before;
  for await (const records of readSegments(folder, [within])) {
    const at = records.findIndex((record) => record.offset >= offset);
    if (at >= 0) return position + at;
    position += records.length;
  }
  return position;
}
