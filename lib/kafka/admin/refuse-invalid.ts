import { topicConfigFaults, topicConfigValue, topicNameFault } from '../../cluster';
import { KafkaError } from '../protocol/errors';
import type { NewTopic } from './new-topic';

/**
 * What no broker needs to be asked about.
 * @throws {KafkaError} `INVALID_TOPIC`, `INVALID_TOPIC_CONFIG` (exit code 2)
 */
export function refuseInvalid({ name, config = {} }: NewTopic): void {
  const fault = topicNameFault(name);
  if (fault !== undefined) throw new KafkaError('INVALID_TOPIC', 2, fault);
  // On a command line and in a variable all values are text.
  const values = Object.entries(config).map(([key, value]) => [key, topicConfigValue(key, String(value))]);
  const faults = topicConfigFaults(name, Object.fromEntries(values) as object);
  if (faults.length > 0) throw new KafkaError('INVALID_TOPIC_CONFIG', 2, faults.join('; '));
}
