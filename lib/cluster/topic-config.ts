import { configFaults, configNameFaults, type Configured } from './config-faults';
import { topicDefinitions } from './config-limits';
import { topicConfigs } from './kafka-configs';
import { DEFAULT_KAFKA, type KafkaVersion } from './kafka-version';

export type ConfigValue = string | number | boolean;

/** No property of a topic is of one way alone to keep the metadata. */
const topicsOf = (version: KafkaVersion): Configured => ({
  kind: 'topic',
  definitions: topicDefinitions,
  version,
  mode: 'zookeeper',
});

/** What is wrong with the properties of a topic: each fault says what is allowed and what was given. */
export const topicConfigFaults = (
  topic: string,
  config: object,
  version: KafkaVersion = DEFAULT_KAFKA,
): readonly string[] => [...configFaults(` of topic "${topic}"`, topicsOf(version), config)];

/** Those of `names` that are no properties of a topic. */
export const topicConfigNameFaults = (topic: string, names: readonly string[]): readonly string[] =>
  configNameFaults(` of topic "${topic}"`, topicsOf(DEFAULT_KAFKA), names);

/** What Kafka reads from the text of a property, so that two texts of one value are equal; the text where it reads nothing. */
export function topicConfigValue(name: string, text: string): ConfigValue {
  const trimmed = text.trim();
  switch ((topicConfigs as Readonly<Record<string, { type: string }>>)[name]?.type) {
    case 'boolean':
      return { true: true, false: false }[trimmed.toLowerCase()] ?? text;
    case 'int':
    case 'long':
    case 'double':
      return trimmed === '' || Number.isNaN(Number(trimmed)) ? text : Number(trimmed);
    default:
      return trimmed.split(/\s*,\s*/).join(',');
  }
}
