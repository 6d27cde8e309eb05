import { unlessAborted } from '../async';
import type { Client } from '../client/client';
import { requireGiven, requireOptions } from '../client/require-options';
import { GIVE_UP_MS } from '../client/timeouts';
import { teller } from '../hooks';
import { assignorsOf, DEFAULT_ASSIGNORS, type Assignment } from './assignors';
import type { Control } from './control';
import { Member } from './member';
import { MemberOffsets } from './member-offsets';
import { Membership } from './membership';
import { MAX_POLL_INTERVAL_MS, type CommitOptions, type Consumed, type ConsumeOptions } from './options';
import { Starts } from './starts';
import { subscriptionTo } from './subscription';
import type { Process } from './turn';
import { Work } from './work';

/** How long the brokers are given to answer what is left to be asked when a signal ends a member. */
const LAST_MS = 10_000;

/** Joins the group, has `process` work on what it is assigned, joins again when the group is divided anew, and leaves in the end. */
export async function asMember(
  client: Client,
  options: ConsumeOptions & CommitOptions,
  process: Process,
  onStart?: (control: Control) => void,
): Promise<Consumed> {
  requireOptions(options);
  requireGiven(options, 'groupId', 'topics', 'fromBeginning');
  const { groupId, groupInstanceId = null, sessionTimeoutMs = 10_000, signal } = options;
  const tell = teller(options.on, client.log);
  const { fromBeginning, until = 'never', maxPollIntervalMs = MAX_POLL_INTERVAL_MS, deadlineMs = GIVE_UP_MS } = options;
  const assignors = assignorsOf(options.assignors ?? DEFAULT_ASSIGNORS);
  const isCooperative = assignors.every(({ protocol }) => protocol === 'cooperative');
  const subscription = subscriptionTo(client, options.topics);
  const member = new Member(groupId, groupInstanceId);
  // A member that is silent for a session is none: by then it must not work on what is another's.
  const offsets = new MemberOffsets(client, member, {
    aheadMs: sessionTimeoutMs / 2,
    isCooperative,
    deadlineMs,
    tell,
  });
  const membership = new Membership(client, member, offsets.coordinator, {
    sessionTimeoutMs,
    rebalanceTimeoutMs: maxPollIntervalMs,
    assignors,
    deadlineMs,
    onFailure: (error) => work.fail(error),
    tell,
  });
  const starts = new Starts(client, offsets, fromBeginning);
  const events = {
    tell,
    keep: starts.keep.bind(starts),
    rejoin: () => membership.rejoin(),
    quit: () => void membership.quit(),
  };
  const work = new Work(client, offsets, options, events, process);
  const { stopped } = work;
  onStart?.(work.control);

  /** Whoever the group has gone on without has lost what it had. */
  const owned = async (): Promise<Assignment> => {
    if (!isCooperative || !member.isKnown()) await work.revoke(work.owned);
    return work.owned;
  };

  /** @returns whether it has to join again at once: what it gave up is to be another member's (KIP-429) */
  const join = async (isFirst: boolean): Promise<boolean> => {
    await owned();
    const topics = await subscription.topics(deadlineMs, stopped);
    await work.revoke(withoutTopics(work.owned, new Set(topics)));
    await unlessAborted(starts.lookAt(topics, isFirst), stopped);
    const assignment = subscribed(topics, await membership.join(topics, owned));
    const kept = work.owned;
    offsets.renew(({ topic, partition }) => kept[topic]?.includes(partition) ?? false);
    const revoked = without(work.owned, assignment);
    await work.revoke(revoked);
    work.add(await unlessAborted(starts.of(without(assignment, work.owned), until), stopped));
    tell('rebalanced', work.owned);
    return Object.keys(revoked).length > 0;
  };

  /** Leaders of some clients give members topics that those do not read. */
  const subscribed = (topics: readonly string[], assignment: Assignment): Assignment => {
    const others = withoutTopics(assignment, new Set(topics));
    if (Object.keys(others).length > 0) tell('unsubscribed', others);
    return without(assignment, others);
  };

  const onAbort = () => {
    work.end('signal');
    for (const asking of [offsets, membership]) asking.shortenDeadline(LAST_MS);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const finish = async (): Promise<void> => {
    await work.run();
    await work.revoke(work.owned);
    await offsets.flush();
  };
  // Who keeps partitions while it joins may have handled what only a member can commit.
  const finished = finish()
    .catch((error: unknown) => work.fail(error))
    .finally(() => membership.stopJoining());
  void subscription.watch(stopped, () => membership.rejoin());
  try {
    for (let isFirst = true; !stopped.aborted; isFirst = false) {
      work.settle(false);
      if (await join(isFirst)) continue;
      work.settle(true);
      await unlessAborted(membership.untilEnded(), stopped);
      tell('rebalancing', member.identity);
    }
  } catch (error) {
    if (!stopped.aborted) work.fail(error);
  }
  await finished;
  signal?.removeEventListener('abort', onAbort);
  await membership.leave();
  offsets.close();
  return work.result;
}

const withoutTopics = (all: Assignment, topics: ReadonlySet<string>): Assignment =>
  Object.fromEntries(Object.entries(all).filter(([topic]) => !topics.has(topic)));

/** Partitions of `all` that are not in `others`. */
function without(all: Assignment, others: Assignment): Assignment {
  const left = Object.entries(all).map(
    ([topic, partitions]) => [topic, partitions.filter((partition) => !others[topic]?.includes(partition))] as const,
  );
  return Object.fromEntries(left.filter(([, partitions]) => partitions.length > 0));
}
