export { KEEPING_PROPERTIES } from './kept';
export { effectText } from './effect-text';
export { changesBetween, warningsOf, type Change } from './changes-between';
export type { Condition, Effect, Part, Target } from './effect';
export { factsOf, type Facts } from './facts';
export type { FieldPath } from './field-path';
export { refusalOf } from './refusal';
export { keepsLess, keptByBrokers, keptByTopic, TOPIC_KEEPING_PROPERTIES } from './kept';
export {
  configRefusal,
  foundTopics,
  keptConfig,
  keptFactor,
  partitionOf,
  replicasIn,
  topicRefusal,
  topicRefusals,
} from './topics';
export type { FoundTopic } from './topics';
