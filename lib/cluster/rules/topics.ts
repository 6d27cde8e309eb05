import { MAX_PARTITIONS } from '../limits';
import { topicNameFault } from '../topic-name';
import type { Rule } from './rule';

export const topicNames: Rule = function* ({ topics }) {
  for (const { name } of topics) {
    const fault = topicNameFault(name);
    if (fault) yield fault;
    else if (name.startsWith('__'))
      yield `topic "${name}" is one of Kafka's own: choose a name that does not begin with "__"`;
  }
};

/** Kafka's metric names turn "." into "_", so it refuses the second of such a pair. */
export const topicCollisions: Rule = function* ({ topics }) {
  const taken = new Map<string, string>();
  for (const { name } of topics) {
    const metric = name.replaceAll('.', '_');
    const other = taken.get(metric);
    if (other === undefined) taken.set(metric, name);
    else yield `topics "${other}" and "${name}" collide, as "." and "_" are one to Kafka's metrics: rename one`;
  }
};

export const partitionCounts: Rule = function* ({ topics }) {
  for (const { name, partitions } of topics) {
    if (partitions < 1 || partitions > MAX_PARTITIONS) {
      yield `partitions of topic "${name}" must be 1 to ${MAX_PARTITIONS}, but ${partitions} was given`;
    }
  }
};
