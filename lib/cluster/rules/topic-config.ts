import { topicConfigFaults } from '../topic-config';
import type { Rule } from './rule';

export const knownTopicConfig: Rule = ({ topics }) =>
  topics.flatMap(({ name, config }) => topicConfigFaults(name, config));
