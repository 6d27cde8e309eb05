import { join } from 'node:path';
import type { ServerFolder } from '../servers/server-folder';
import { logEnd } from './log-end';
import { replicasOf } from '../servers/held-replicas';
import { highWatermarksIn, replicaIn, type HighWatermarks, type Replica } from './replica-files';

/** What the replicas of a broker lack of what was acknowledged. */
export interface ShortReplicas {
  /** Replicas, such as `test-0`, of which another broker has it on its disk. */
  readonly held: readonly string[];
  /** Those of which no other broker has it. */
  readonly gone: readonly string[];
}

export interface StoppedBroker extends ServerFolder {
  /** Whether it is older than what it held when it stopped last: whole replicas may be missing without a trace. */
  readonly isOfAnotherStart: boolean;
}

/**
 * Looks at the disks of all `brokers` for replicas of `of` that end before messages which were acknowledged: out of sync, gone, cut
 * off, or from an older copy. Whatever is in sync has all that its own broker and any other knew to be acknowledged, however they
 * ended; so what is short, and for ZooKeeper in sync, has lost it.
 */
export function shortReplicas(
  of: readonly StoppedBroker[],
  brokers: readonly ServerFolder[],
): ReadonlyMap<string, ShortReplicas> {
  const marksOf = new Map(brokers.map(({ name, data }) => [name, highWatermarksIn(data)]));
  return new Map(of.map((broker) => [broker.name, shortOf(broker, brokers, marksOf)]));
}

function shortOf(
  { name: itself, data, isOfAnotherStart }: StoppedBroker,
  brokers: readonly ServerFolder[],
  marksOf: ReadonlyMap<string, HighWatermarks>,
): ShortReplicas {
  const own = marksOf.get(itself)!;
  const marks = highest([...marksOf.values()]);
  const others = own.areAll ? [] : brokers.flatMap((other) => replicasOf(other.data));
  const [held, gone]: [string[], string[]] = [[], []];
  for (const name of new Set([...marks.keys(), ...others])) {
    const mark = marks.get(name) ?? 0;
    const end = logEnd(join(data, name)) ?? -1;
    // It has never had what it has no trace of; but one that was put back may have had all that others hold, and so may one whose
    // traces are gone.
    const hasAll = end >= mark || (end < 0 && own.areAll && !own.of.has(name));
    if (hasAll && !isOfAnotherStart) continue;
    const replica = replicaIn(data, name);
    const known = own.of.get(name) ?? 0;
    const isUnknown = isOfAnotherStart || (end < 0 && !own.areAll);
    const hasMore = brokers.some((other) => {
      const told = Math.max(known, marksOf.get(other.name)!.of.get(name) ?? 0);
      const acknowledged = isUnknown ? Infinity : told;
      return other.name !== itself && end < acknowledged && goesOn(replica, replicaIn(other.data, name));
    });
    if (hasMore) held.push(name);
    else if (Math.max(end, 0) < known) gone.push(name);
  }
  return { held, gone };
}

function highest(marks: readonly HighWatermarks[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [name, mark] of marks.flatMap(({ of }) => [...of])) {
    if (mark > (found.get(name) ?? -1)) found.set(name, mark);
  }
  return found;
}

/** Whether `other` has more of the same log: not that of an earlier topic of the name, nor what a later leader has overruled. */
const goesOn = (replica: Replica, other: Replica): boolean =>
  other.end > Math.max(replica.end, 0) &&
  other.epoch >= replica.epoch &&
  (replica.topicId === undefined || other.topicId === undefined || replica.topicId === other.topicId);
