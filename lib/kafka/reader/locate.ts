import type { Client } from '../client/client';
import { EARLIEST, LATEST, listOffsets, type FoundOffset } from '../client/list-offsets';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';
import type { FetchOptions } from './options';
import { outOfRange, resumeAt, type Bounds } from './reset';
import type { StoredPosition, Tracked } from './tracked';

type LocateOptions = Required<Pick<FetchOptions, 'isolation' | 'offsetReset'>>;

/**
 * Finds where partitions are read from, and up to. All are asked at once.
 * @returns for each why it could not be found: what is not retriable, or what to wait for
 */
export async function locate(
  client: Client,
  all: readonly Tracked[],
  { isolation, offsetReset }: LocateOptions,
  signal: AbortSignal,
): Promise<(KafkaError | undefined)[]> {
  const ids = all.map(({ topic }) => client.metadata.topics.get(topic)!.id);
  const epochs = all.map(({ topic, partition }) => client.partition(topic, partition)!.leaderEpoch);
  const offsets = (timestampOf: (tracked: Tracked) => number | undefined, level = isolation) => {
    const asked = all.filter((tracked) => timestampOf(tracked) !== undefined);
    const queries = asked.map((tracked) => ({
      topic: tracked.topic,
      partition: tracked.partition,
      timestamp: timestampOf(tracked)!,
    }));
    return listOffsets(client, queries, level, CONTROL, signal).then(
      (found) => new Map(found.map((one, index) => [asked[index]!, one])),
    );
  };
  const [first, next, atTime] = await Promise.all([
    offsets(() => EARLIEST),
    offsets(() => LATEST),
    offsets(({ from }) => (typeof from === 'object' && 'timestamp' in from ? from.timestamp : undefined)),
  ]);
  // A position may lie behind where the open transactions begin: it is beyond the end only behind those.
  const isBehind = (tracked: Tracked) => isResumed(tracked) && tracked.from.position > offsetIn(next, tracked);
  const written = await offsets((tracked) => (isBehind(tracked) ? LATEST : undefined), 'read_uncommitted');
  return all.map((tracked, index) => {
    const found = [first, next, atTime, written].map((answers) => answers.get(tracked));
    const failure = found.find((one) => one instanceof KafkaError);
    if (failure) return failure;
    const [from, end, at, last = end] = found as (FoundOffset | undefined)[];
    const bounds = { first: from!.offset, next: end!.offset };
    try {
      tracked.offset = isResumed(tracked)
        ? resumeAt(tracked, tracked.from.position, { ...bounds, next: last!.offset }, offsetReset, client.log)
        : startOf(tracked, bounds, at?.offset ?? -1);
    } catch (error) {
      if (error instanceof KafkaError) return error;
      throw error;
    }
    // That of the newest message is no earlier than that of the one before the position, which is what matters.
    const stored = isResumed(tracked) && tracked.offset === tracked.from.position ? tracked.from.leaderEpoch : -1;
    tracked.offsetEpoch = stored >= 0 ? stored : end!.leaderEpoch;
    tracked.validEpoch = stored >= 0 ? -1 : epochs[index]!;
    tracked.topicId = ids[index]!;
    const { before = Infinity, until } = tracked.assigned;
    if (tracked.end === Infinity) tracked.end = until === 'never' ? before : Math.min(before, bounds.next);
    return undefined;
  });
}

type Resumed = Tracked & { readonly from: StoredPosition };
const isResumed = (tracked: Tracked): tracked is Resumed =>
  typeof tracked.from === 'object' && 'position' in tracked.from;

function offsetIn(answers: ReadonlyMap<Tracked, FoundOffset | KafkaError>, tracked: Tracked): number {
  const found = answers.get(tracked);
  return found === undefined || found instanceof KafkaError ? Infinity : found.offset;
}

function startOf({ from, partition, topic, assigned }: Tracked, { first, next }: Bounds, atTime: number): number {
  if (from === 'beginning') return first;
  if (from === 'end') return next;
  if ('last' in from) return Math.max(first, next - from.last);
  if ('skip' in from) return Math.min(next, first + from.skip);
  // No message is that young.
  if ('timestamp' in from) return atTime < 0 ? next : atTime;
  if ('position' in from) return from.position;
  const asked = typeof from.offset === 'number' ? from.offset : (from.offset[partition] ?? first);
  if (asked <= next) return Math.max(asked, first);
  // A partition has nothing of a range that begins after its end; a single offset that is not there is a mistake.
  if (assigned.before !== undefined && assigned.before < Infinity) return Infinity;
  throw outOfRange({ topic, partition }, asked, { first, next });
}
