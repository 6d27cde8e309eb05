import { factorText, keptFactor, mayDelete } from '../../cluster/changes/topics';
import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import type { AdminOptions } from './admin-options';
import { differentConfig, findTopics, refusalsOfTopic, type FoundTopic } from './find-topics';
import type { NewTopic } from './new-topic';
import { refuseInvalid } from './refuse-invalid';

export interface TopicDifference {
  readonly topic: string;
  /** Such as `partitions` or `config.retention.ms`; undefined for a topic that is not there. */
  readonly field: string | undefined;
  /** null for nothing. */
  readonly there: string | number | null;
  readonly described: string | number;
  /** Why `ensureTopics` would refuse this, and touch no topic; undefined where it would not. */
  readonly refusal: string | undefined;
  /** That `ensureTopics` leaves it as it is, and what changes it; undefined where it does not. */
  readonly kept?: string | undefined;
}

/**
 * What `ensureTopics` would change, without changing anything.
 * @throws {KafkaError} `INVALID_TOPIC`, `INVALID_TOPIC_CONFIG`, and `CANNOT_CONNECT` after the deadline
 */
export async function compareTopics(
  client: Client,
  topics: readonly NewTopic[],
  options: AdminOptions = {},
): Promise<readonly TopicDifference[]> {
  requireArguments({ client, newTopics: topics, options });
  topics.forEach(refuseInvalid);
  const there = await findTopics(client, topics, options);
  return topics.flatMap((topic) => {
    const found = there.get(topic.name);
    return found ? differencesOf(topic, found) : [missing(topic)];
  });
}

const missing = ({ name, partitions, replicationFactor }: NewTopic): TopicDifference => ({
  topic: name,
  field: undefined,
  there: null,
  described: `${partitions} × ${replicationFactor}`,
  refusal: undefined,
});

function differencesOf(topic: NewTopic, found: FoundTopic): readonly TopicDifference[] {
  const refusals = refusalsOfTopic(topic, found);
  const common = { topic: topic.name };
  const kept = keptFactor(topic, found);
  const isAsked = !topic.isFactorDerived && (kept !== undefined || refusals.replicationFactor !== undefined);
  return [
    ...(found.partitions === topic.partitions
      ? []
      : [
          {
            ...common,
            field: 'partitions',
            there: found.partitions,
            described: topic.partitions,
            refusal: refusals.partitions,
          },
        ]),
    ...(isAsked
      ? [
          {
            ...common,
            field: 'replicationFactor',
            there: factorText(found.replicationFactors),
            described: topic.replicationFactor,
            refusal: refusals.replicationFactor,
            kept,
          },
        ]
      : []),
    ...differentConfig(topic, found.config).map(([name, value]) => ({
      ...common,
      field: `config.${name}`,
      there: found.config.values.get(name) ?? null,
      described: value,
      refusal: mayDelete(name) ? refusals.config : undefined,
    })),
  ];
}
