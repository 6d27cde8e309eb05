import { topicConfigs } from './kafka-configs';
import { configFaults } from './config-faults';

export type ConfigValue = string | number | boolean;

/** Kafka only reads these, and does nothing with them. */
const WITHOUT_EFFECT = ['message.format.version'];

/** What is wrong with the properties of a topic: each fault says what is allowed and what was given. */
export const topicConfigFaults = (topic: string, config: object): readonly string[] => [
  ...configFaults(` of topic "${topic}"`, 'topic', topicConfigs, config, WITHOUT_EFFECT),
];

/** What Kafka reads from the text of a property, so that two texts of one value are equal; the text where it reads nothing. */
export function topicConfigValue(name: string, text: string): ConfigValue {
  const trimmed = text.trim();
  switch ((topicConfigs as Readonly<Record<string, { type: string }>>)[name]?.type) {
    case 'boolean':
      return { true: true, false: false }[trimmed.toLowerCase()] ?? text;
    case 'integer':
    case 'number':
      return trimmed === '' || Number.isNaN(Number(trimmed)) ? text : Number(trimmed);
    default:
      return trimmed.split(/\s*,\s*/).join(',');
  }
}
