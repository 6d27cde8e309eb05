import type { AllGroupCommits, OffsetsByTopic } from '../../../kafka';
import type { At } from './findings';

/** What was written to each topic between two looks, messages a second; nothing of a topic that was not known at both. */
export function topicRates(
  before: At<OffsetsByTopic> | undefined,
  now: At<OffsetsByTopic> | undefined,
): ReadonlyMap<string, number> {
  if (!before || !now || now.at <= before.at) return new Map();
  const seconds = (now.at - before.at) / 1000;
  return new Map(
    [...now.found].flatMap(([topic, offsets]) => {
      const earlier = before.found.get(topic);
      if (!earlier) return [];
      const written = offsets.map((offset, partition) => progress(earlier[partition], offset));
      return [[topic, sum(written) / seconds] as const];
    }),
  );
}

/** What groups have committed between two looks, messages a second. */
export function groupRates(
  before: At<AllGroupCommits> | undefined,
  now: At<AllGroupCommits> | undefined,
): ReadonlyMap<string, number> {
  if (!before || !now || now.at <= before.at) return new Map();
  const seconds = (now.at - before.at) / 1000;
  const earlier = new Map(before.found.groups.map((group) => [group.groupId, offsetsOf(group)]));
  return new Map(
    now.found.groups.flatMap((group) => {
      const offsets = earlier.get(group.groupId);
      if (!offsets) return [];
      const read = [...offsetsOf(group)].map(([place, offset]) => progress(offsets.get(place), offset));
      return [[group.groupId, sum(read) / seconds] as const];
    }),
  );
}

const offsetsOf = ({ known }: AllGroupCommits['groups'][number]): ReadonlyMap<string, number> =>
  new Map(known?.offsets.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]));

/** None where it went back: a topic was made anew, or a group was set back. */
const progress = (before: number | undefined, now: number | undefined): number =>
  before === undefined || now === undefined || before < 0 ? 0 : Math.max(0, now - before);

export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** undefined where one is. */
export const sumKnown = (values: readonly (number | undefined)[]): number | undefined =>
  values.reduce<number | undefined>(
    (total, value) => (total === undefined || value === undefined ? undefined : total + value),
    0,
  );
