import { describedTopics } from '../resolve';
import { topicConfigFaults } from '../topic-config';
import type { Rule } from './rule';

export const knownTopicConfig: Rule = ({ description, kafkaVersion }) =>
  describedTopics(description.topics).flatMap(([name, { config }]) =>
    topicConfigFaults(name, config ?? {}, kafkaVersion),
  );

/** @see org.apache.kafka.storage.internals.log.LogConfig#validateValues */
export const compactionLags: Rule = function* ({ topics, config }) {
  yield* lagFault(
    'log.cleaner.min.compaction.lag.ms',
    config['log.cleaner.min.compaction.lag.ms'],
    config['log.cleaner.max.compaction.lag.ms'],
  );
  for (const { name, config: own } of topics) {
    const min = own['min.compaction.lag.ms'];
    const max = own['max.compaction.lag.ms'];
    if (min === undefined && max === undefined) continue;
    yield* lagFault(
      `min.compaction.lag.ms of topic "${name}"`,
      min ?? config['log.cleaner.min.compaction.lag.ms'],
      max ?? config['log.cleaner.max.compaction.lag.ms'],
    );
  }
};

function* lagFault(what: string, min: number | string = 0, max: number | string = Infinity): Iterable<string> {
  if (Number(min) > Number(max))
    yield `${what} must be at most the max.compaction.lag.ms of ${max}, but ${min} was given`;
}
