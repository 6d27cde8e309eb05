import type { Findings } from './findings';
import { lagsOf } from './group-rows';
import { sum } from './rates';

/** The names of series, by what they are of. A topic's name has no `/`; that of a group may have. */
export const SERIES = {
  produced: 'produced',
  consumed: 'consumed',
  topic: (name: string) => `topic/${name}`,
  group: (id: string) => `group/${encodeURIComponent(id)}`,
  lag: (id: string) => `lag/${encodeURIComponent(id)}/`,
};

const NONE: ReadonlyMap<string, number> = new Map();

/** What is plotted: rates in messages a second, and lags in offsets. */
export function valuesOf(findings: Findings): ReadonlyMap<string, number> {
  const { layout, next, commits, written = NONE, read = NONE } = findings;
  const own = layout.topics.filter(({ internal }) => !internal).map(({ name }) => written.get(name) ?? 0);
  return new Map([
    [SERIES.produced, sum(own)],
    [SERIES.consumed, sum(read.values())],
    ...[...written].map(([name, rate]) => [SERIES.topic(name), rate] as const),
    ...[...read].map(([id, rate]) => [SERIES.group(id), rate] as const),
    ...(commits?.found.groups ?? []).flatMap((group) =>
      lagsOf(group, next?.found).flatMap(({ topic, partition, lag }) =>
        lag === undefined ? [] : [[`${SERIES.lag(group.groupId)}${topic}/${partition}`, lag] as const],
      ),
    ),
  ]);
}
