import type { Layout } from '../kafka';
import { someOf } from '../package/some-of';

/** What brokers said when they were asked. */
export interface Look {
  /** The broker itself: `refused` where nobody listens on its port, `silent` where it does not answer. */
  readonly own: Layout | 'refused' | 'silent';
  /** Another one: `silent` where none answers, `alone` where the broker knows of none. */
  readonly other: Layout | 'silent' | 'alone';
}

export interface Verdict {
  readonly isReady: boolean;
  /** In one line. */
  readonly why: string;
}

/** The last verdict that somebody could tell, or that nobody has told any since then, milliseconds of a clock that only goes on. */
export interface Told {
  readonly verdict: Verdict;
  readonly atMs: number;
}

/** Longer than ZooKeeper waits for a dead controller (40 s at most with its default tick) and another one takes over. */
export const HOLD_MS = 60_000;

/**
 * Whether the broker may be counted on, so that the next one may leave: it is in sync in every partition that it replicates.
 *
 * - Its own membership only: a dead broker does not make the others unready.
 * - A partition of which no in-sync replica is up does not count: there is nobody to copy from, and it may take the restart of
 *   another broker to bring one back.
 * - Both must say so, the broker and another one, first the controller. Each may be behind: a broker that was frozen, or cut off,
 *   takes itself to be in sync still. After a start its own view is empty until the controller has told it all, and it serves
 *   nothing: until then it is not ready, and what was known before the start is forgotten.
 * - A replica that is being added is to be waited for like any that is behind.
 * - Where nobody tells, the last verdict holds for {@link HOLD_MS}. Then a broker that listens is ready: what cannot be asked must
 *   not stand in the way of the roll that mends it.
 *
 * Nothing but a roll or a drain waits for it: pods start without waiting for each other, and Services lead to brokers that are
 * not ready as well. So a cluster that starts as a whole is not held up.
 */
export function decide(
  id: number,
  { own, other }: Look,
  told: Told | undefined,
  nowMs: number,
): { readonly verdict: Verdict; readonly told: Told | undefined } {
  if (own === 'refused') return forgotten(`broker ${id} does not listen`);
  if (own !== 'silent' && own.brokers.length === 0)
    return forgotten(`broker ${id} has not been told of the cluster yet`);
  const lacking = [own, other].map((view) => lackingOf(view, id)).find((one) => one !== undefined);
  if (lacking !== undefined) return remembered({ isReady: false, why: lacking }, nowMs);
  if (isView(other) || (isView(own) && other === 'alone'))
    return remembered({ isReady: true, why: `broker ${id} is in sync` }, nowMs);

  const why = own === 'silent' ? `broker ${id} does not answer` : 'no other broker answers';
  const last = told ?? { verdict: { isReady: false, why }, atMs: nowMs };
  const silentMs = nowMs - last.atMs;
  if (silentMs > HOLD_MS) return { verdict: { isReady: true, why: `broker ${id} listens, but ${why}` }, told: last };
  return { verdict: { ...last.verdict, why: `${why}; before: ${last.verdict.why}` }, told: last };
}

const forgotten = (why: string) => ({ verdict: { isReady: false, why }, told: undefined });
const remembered = (verdict: Verdict, atMs: number) => ({ verdict, told: { verdict, atMs } });

const isView = (view: Layout | string): view is Layout => typeof view !== 'string';

/** What `id` lacks in that view; undefined for nothing. */
function lackingOf(view: Layout | string, id: number): string | undefined {
  if (!isView(view)) return undefined;
  const registered = new Set(view.brokers.map((broker) => broker.id));
  const behind = view.topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ replicas, inSync }) => replicas.includes(id) && !inSync.includes(id))
      .filter(({ inSync }) => inSync.some((one) => registered.has(one)))
      .map(({ partition }) => `${name}/${partition}`),
  );
  if (behind.length > 0) return `broker ${id} is not in sync in ${someOf(behind, 1)}`;
  return registered.has(id) ? undefined : `broker ${id} is not registered`;
}
