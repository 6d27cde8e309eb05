import type { FoundPosition } from '../reader/fetcher-options';
import type { MemberOffsets } from './member-offsets';
import type { OwnedPartitions } from './owned-partitions';
import type { WorkEvents } from './turn';

/** Positions were found. Only once what was handed out before is done, and that is committed, may they be committed themselves. */
export async function keepFound(
  all: OwnedPartitions,
  offsets: MemberOffsets,
  events: WorkEvents,
  found: readonly FoundPosition[],
  stopped: AbortSignal,
): Promise<void> {
  const seeks = new Map(all.those(found).map((owned) => [owned, owned.seeks]));
  await Promise.all([...seeks.keys()].flatMap(({ running }) => running ?? []));
  await offsets.flush();
  // What was given up meanwhile, or goes on elsewhere by now, is left alone.
  const still = found.filter((place) => {
    const owned = all.get(place);
    return owned !== undefined && seeks.get(owned) === owned.seeks;
  });
  if (still.length === 0 || stopped.aborted) return;
  all.located(still);
  if (!(await events.keep(still))) events.rejoin();
}
