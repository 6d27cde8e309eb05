import type { Client } from '../client/client';
import type { KafkaError } from '../protocol/errors';
import { RefusedError } from '../protocol/protocol-error';
import type { Tracked } from './tracked';

/** Finds where a partition begins, or whether a position is still what it was. */
export interface Search {
  readonly do: 'locate' | 'validate';
  readonly leader: number;
}

/** What is to be done next about a partition. */
export type Step =
  | { readonly do: 'fetch'; readonly leader: number }
  | Search
  | { readonly do: 'wait'; readonly reason: string; readonly isTopicUnknown: boolean }
  /** Nothing more is to be had of it. */
  | { readonly do: 'drop' }
  | { readonly do: 'fail'; readonly error: KafkaError };

/** Metadata that is behind what a position tells is soon caught up with; whatever is behind for longer than this will never. */
const BEHIND_MS = 10_000;

/** By what is known of the partition: its topic, its leader, and which elections there were. */
function nextStep(client: Client, tracked: Tracked): Step {
  const { topic, partition } = tracked;
  const known = client.metadata.topics.get(topic);
  if (!known) return wait('nothing is known of the topic yet');
  if (known.error) {
    const isUnknown = known.error.type === 'UNKNOWN_TOPIC_OR_PARTITION';
    if (known.error.retriable) return wait(known.error.message, isUnknown);
    return { do: 'fail', error: new RefusedError(known.error, `topic "${topic}": ${known.error.message}`, { topic }) };
  }
  if (tracked.isOfAnother(known.id)) {
    client.log({
      level: 'warn',
      message: 'a topic was deleted and made anew: it is read from its beginning',
      topic,
      partition,
    });
    tracked.startAnew();
    if (partition >= known.partitions.length) return { do: 'drop' };
  }
  const { leader, leaderEpoch } = client.partition(topic, partition) ?? {};
  if (leader === undefined || leaderEpoch === undefined) return wait('it has no leader');
  const epoch = epochOf(tracked);
  if (epoch > leaderEpoch) {
    if (tracked.failing.forMs(performance.now()) < BEHIND_MS)
      return wait('who is said to lead it is behind what was read');
    // The position is of a topic that is no more, or was set by somebody else.
    forgetEpoch(tracked);
  }
  if (tracked.offset === undefined) return { do: 'locate', leader };
  const isValid = tracked.offsetEpoch < 0 || tracked.validEpoch === leaderEpoch;
  return { do: isValid ? 'fetch' : 'validate', leader };
}

/** What can be done at once, for those together for which it is the same, at the same leader. */
export function planned(client: Client, all: Iterable<Tracked>): { readonly step: Step; readonly all: Tracked[] }[] {
  const plans = new Map<string, { readonly step: Step; readonly all: Tracked[] }>();
  for (const tracked of all) {
    if (tracked.isBusy) continue;
    const step = nextStep(client, tracked);
    const key = 'leader' in step ? `${step.do} ${step.leader}` : 'reason' in step ? step.reason : step.do;
    const same = plans.get(key);
    if (same) same.all.push(tracked);
    else plans.set(key, { step, all: [tracked] });
  }
  return [...plans.values()];
}

const wait = (reason: string, isTopicUnknown = false): Step => ({ do: 'wait', reason, isTopicUnknown });

function epochOf({ offset, offsetEpoch, from }: Tracked): number {
  if (offset !== undefined) return offsetEpoch;
  return typeof from === 'object' && 'position' in from ? from.leaderEpoch : -1;
}

function forgetEpoch(tracked: Tracked): void {
  tracked.offsetEpoch = -1;
  const { from } = tracked;
  if (typeof from === 'object' && 'position' in from) tracked.from = { ...from, leaderEpoch: -1 };
}
