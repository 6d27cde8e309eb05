import type { GroupCommits, OffsetsByTopic } from '../../../kafka';
import type { GroupRow } from '../../api';
import type { Findings } from './findings';
import { sumKnown } from './rates';

export interface Lag {
  readonly topic: string;
  readonly partition: number;
  /** Offsets, undefined while not known. Those of transaction markers count. */
  readonly lag: number | undefined;
}

export function groupRows({ commits, read, next }: Findings): ReadonlyMap<string, GroupRow> {
  return new Map(
    commits?.found.groups.map((group) => {
      const { groupId, state, known } = group;
      const row: GroupRow = {
        state,
        members: known?.members,
        topics: [...new Set(known?.offsets.map(({ topic }) => topic))],
        lag: known && sumKnown(lagsOf(group, next?.found).map(({ lag }) => lag)),
        rate: read?.get(groupId),
      };
      return [groupId, row] as const;
    }),
  );
}

/** The ends may be those of a look before the commit. */
export const lagsOf = ({ known }: GroupCommits, next: OffsetsByTopic | undefined): readonly Lag[] =>
  (known?.offsets ?? [])
    .filter(({ offset }) => offset >= 0)
    .map(({ topic, partition, offset }) => {
      const end = next?.get(topic)?.[partition];
      return { topic, partition, lag: end === undefined ? undefined : Math.max(0, end - offset) };
    });
