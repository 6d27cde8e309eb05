import { topicConfigFaults, topicConfigValue } from '../../cluster/topic-config';
import { topicNameFault } from '../../cluster/topic-name';
import { requireArguments } from '../client/require-arguments';
import { KafkaError } from '../protocol/errors';
import { internalNameFault } from './internal-topics';
import type { NewTopic } from './new-topic';

/** What is wrong with a new topic whatever the cluster is. */
export function newTopicFaults(newTopic: NewTopic): readonly string[] {
  requireArguments({ newTopic });
  const { name, replicationFactor, config = {} } = newTopic;
  // On a command line and in a variable all values are text.
  const values = Object.entries(config).map(([key, value]) => [key, topicConfigValue(key, String(value))] as const);
  const fault = topicNameFault(name) ?? internalNameFault(name);
  const tooMany =
    replicationFactor > 0 ? minInSyncFault(name, Object.fromEntries(values), replicationFactor) : undefined;
  return [
    ...(fault === undefined ? [] : [fault]),
    ...topicConfigFaults(name, Object.fromEntries(values)),
    ...(tooMany === undefined ? [] : [tooMany]),
  ];
}

/** More than there are replicas: Kafka takes it, and counts all of them. @see kafka.cluster.Partition#effectiveMinIsr */
export function minInSyncFault(
  topic: string,
  config: Readonly<Record<string, unknown>>,
  replicationFactor: number,
): string | undefined {
  const minInSync = Number(config['min.insync.replicas'] ?? 1);
  if (!(minInSync > replicationFactor)) return undefined;
  const allowed = replicationFactor === 1 ? '1' : `1 to ${replicationFactor}`;
  return `min.insync.replicas of topic "${topic}" is ${minInSync}, but its replication factor ${replicationFactor}: it would count as ${replicationFactor}; use ${allowed}`;
}

/**
 * What no broker needs to be asked about.
 * @throws {KafkaError} `INVALID_TOPIC`, `INVALID_TOPIC_CONFIG`
 */
export function refuseInvalid(topic: NewTopic): void {
  const faults = newTopicFaults(topic);
  if (faults.length === 0) return;
  const nameFault = topicNameFault(topic.name) ?? internalNameFault(topic.name);
  const code = nameFault === undefined ? 'INVALID_TOPIC_CONFIG' : 'INVALID_TOPIC';
  throw new KafkaError(code, faults.join('; '));
}
